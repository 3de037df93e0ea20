package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.responses.FileResponse;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.StoredFile;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.page.Rows;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Responses with files and lists of files. */
public final class ArtifactResponses {
  private static final long HEAP_PER_ENTRY = 512;

  private ArtifactResponses() {}

  /** @param fileSize null for a folder */
  record FileInfo(String path, boolean isDir, Long fileSize) {
    static FileInfo of(String path, Entry entry) {
      return new FileInfo(path, entry.folder(), entry.folder() ? null : entry.size());
    }
  }

  /**
   * Lists a folder.
   *
   * @param name the path in the response: relative to the root, or only the name if the client knows the folder
   */
  static void list(
      Context ctx,
      Map<String, String> head,
      Artifacts artifacts,
      ArtifactPath folder,
      Function<Entry, String> name) {
    HeapBudget.Lease lease = HeapBudget.ofRequest();
    List<Entry> entries =
        artifacts.list(Callers.of(ctx), folder, count -> lease.take(HEAP_PER_ENTRY * count));
    ListResponse.write(
        ctx, head, "files", Rows.of(entries), each -> FileInfo.of(name.apply(each), each));
  }

  public static void send(Context ctx, StoredFile file) throws IOException {
    FileStamp stamp = file.stamp();
    String etag =
        file.sha256().isEmpty() ? stamp.size() + "-" + stamp.fingerprint() : file.sha256();
    FileResponse.send(
        ctx,
        new FileResponse.File(
            file.name(), stamp.size(), file.modifiedAt(), etag, file.sha256(), file::range));
  }
}
