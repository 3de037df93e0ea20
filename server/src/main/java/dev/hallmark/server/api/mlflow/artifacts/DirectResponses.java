package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.mlflow.artifacts.ArtifactResponses.FileInfo;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.responses.FileResponse;
import dev.hallmark.server.api.responses.ZipResponse;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.page.Rows;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Responses with files that clients have stored themselves. Their digests are not known. */
final class DirectResponses {
  private DirectResponses() {}

  static void list(Context ctx, DirectFolder folder, String path) {
    HeapBudget.Lease lease = HeapBudget.ofRequest();
    List<Entry> entries =
        folder.list(path, count -> lease.take(ArtifactResponses.HEAP_PER_ENTRY * count));
    ListResponse.write(
        ctx,
        Map.of("root_uri", folder.uri()),
        "files",
        Rows.of(entries),
        each -> FileInfo.of(folder.relative(each), each));
  }

  /** Sends a file, or a folder as an archive if the client requests that. */
  static void send(Context ctx, DirectFolder folder, String path) throws IOException {
    if (ArtifactResponses.isArchive(ctx)) {
      sendArchive(ctx, folder, path);
      return;
    }
    try (OpenFile file = folder.open(path)) {
      FileStamp stamp = file.stamp();
      FileResponse.send(
          ctx,
          new FileResponse.File(
              folder.path().child(path).name(),
              stamp.size(),
              file.modifiedAt(),
              stamp.size() + "-" + stamp.fingerprint(),
              "",
              (first, length) -> file.from(first)));
    }
  }

  private static void sendArchive(Context ctx, DirectFolder folder, String path) {
    HeapBudget.Lease lease = HeapBudget.ofRequest();
    List<Entry> files =
        folder.files(path, count -> lease.take(ArtifactResponses.HEAP_PER_ENTRY * count));
    ZipResponse.send(
        ctx,
        folder.path().child(path).name(),
        files.stream()
            .map(file -> new ZipResponse.File(
                folder.nameIn(path, file),
                file.modifiedAt(),
                () -> folder.root().read(file))));
  }
}
