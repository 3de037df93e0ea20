package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.requests.Query;
import dev.hallmark.server.api.responses.FileResponse;
import dev.hallmark.server.api.responses.ZipResponse;
import dev.hallmark.server.artifacts.ArchivedFiles;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.StoredFile;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.page.Rows;
import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Responses with files and lists of files. */
public final class ArtifactResponses {
  static final long HEAP_PER_ENTRY = 512;

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

  /**
   * Whether the client requests a folder as an archive, with {@code archive=zip} in the query. Throws INVALID_ARGUMENT for another kind of
   * archive.
   */
  public static boolean isArchive(Context ctx) {
    Optional<String> kind = Query.first(ctx, "archive");
    if (kind.filter(other -> !other.equals("zip")).isPresent()) {
      throw RegistryException.invalid(Subject.REQUEST, "archive", kind.get());
    }
    return kind.isPresent();
  }

  /** Sends a file, or a folder as an archive with its name if the client requests that. */
  public static void send(Context ctx, Artifacts artifacts, ArtifactPath path) throws IOException {
    if (isArchive(ctx)) {
      sendArchive(ctx, artifacts, path, path.name());
      return;
    }
    try (StoredFile file = artifacts.get(Callers.of(ctx), path)) {
      send(ctx, file);
    }
  }

  /** @param name of the archive, without an extension */
  public static void sendArchive(
      Context ctx, Artifacts artifacts, ArtifactPath folder, String name) {
    HeapBudget.Lease lease = HeapBudget.ofRequest();
    ArchivedFiles archive =
        artifacts.archive(Callers.of(ctx), folder, count -> lease.take(HEAP_PER_ENTRY * count));
    ZipResponse.send(
        ctx,
        name,
        archive.files().stream()
            .map(file -> new ZipResponse.File(
                archive.nameOf(file), file.modifiedAt(), () -> stream(archive.open(file)))));
  }

  /** Reads the file to its end, compared with its digest, and closes it with the stream. */
  private static InputStream stream(StoredFile file) throws IOException {
    boolean handedOver = false;
    try {
      InputStream bytes = new FilterInputStream(file.range(0, file.stamp().size())) {
        @Override
        public void close() throws IOException {
          try (file) {
            super.close();
          }
        }
      };
      handedOver = true;
      return bytes;
    } finally {
      if (!handedOver) {
        file.close();
      }
    }
  }

  private static void send(Context ctx, StoredFile file) throws IOException {
    FileStamp stamp = file.stamp();
    String etag =
        file.sha256().isEmpty() ? stamp.size() + "-" + stamp.fingerprint() : file.sha256();
    FileResponse.send(
        ctx,
        new FileResponse.File(
            file.name(), stamp.size(), file.modifiedAt(), etag, file.sha256(), file::range));
  }
}
