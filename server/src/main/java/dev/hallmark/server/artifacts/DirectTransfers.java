package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.PresignedTransfers;
import dev.hallmark.server.artifacts.store.PresignedTransfers.DownloadHeaders;
import dev.hallmark.server.artifacts.store.PresignedTransfers.SignedRequest;
import dev.hallmark.server.artifacts.store.PresignedTransfers.UploadedPart;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.KeyedLocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Transfers between clients and the store without this server. The server decides who gets a URL; it cannot check the bytes. The digest of
 * an uploaded file is not known until the server reads it. All methods throw NOT_IMPLEMENTED, after all other checks of the request, if the
 * store has no presigned URLs or they are not enabled.
 */
public final class DirectTransfers {
  private static final String DOWNLOAD = "Presigned download";
  private static final String UPLOAD = "Presigned upload";
  private static final String MULTIPART = "Multipart upload";
  private static final Duration PART = Duration.ofSeconds(20);
  private static final Duration LEAST_FOR_PARTS = Duration.ofHours(1);

  private final ArtifactStore store;
  private final ArtifactAccess paths;
  private final FileRows rows;
  private final FileDigests digests;
  private final ComparedFiles compared;
  private final KeyedLocks locks;

  DirectTransfers(
      ArtifactStore store,
      ArtifactAccess paths,
      FileRows rows,
      FileDigests digests,
      ComparedFiles compared,
      KeyedLocks locks) {
    this.store = store;
    this.paths = paths;
    this.rows = rows;
    this.digests = digests;
    this.compared = compared;
    this.locks = locks;
  }

  /** Whether clients can get presigned URLs. */
  public boolean areOffered() {
    return store.presigned().isPresent();
  }

  /**
   * A download that a client can start.
   *
   * @param size in bytes
   * @param sha256 in hexadecimal digits; empty if the digest is not known
   */
  public record Download(SignedRequest request, long size, String sha256) {}

  /**
   * A URL to download a file. Throws NOT_FOUND if there is no file, also for a folder, and CONFLICT if the server knows that its content is
   * not what was uploaded or sealed.
   *
   * @param headers creates the headers of the response from the name of the file
   */
  public Download download(
      Caller caller,
      ArtifactPath path,
      Function<String, DownloadHeaders> headers,
      Duration validity) {
    AuthorizedCaller reader = paths.requireReadable(caller, path);
    PresignedTransfers urls = required(DOWNLOAD);
    Entry file = store
        .stat(path)
        .filter(found -> !found.folder())
        .orElseThrow(() -> ArtifactAccess.notFound(path));
    Optional<FileRow> known = digests.known(path, file.stamp());
    if (known.isPresent() && Seal.withFile(path).isPresent()) {
      requireSealed(reader, known.get());
    }
    return new Download(
        urls.download(path, headers.apply(path.name()), validity),
        file.size(),
        known.map(FileRow::sha256).orElse(""));
  }

  /** Reads a sealed file that is not the one that was stored with the seal, for example because it was restored, and compares it. */
  private void requireSealed(AuthorizedCaller reader, FileRow expected) {
    if (rows.find(expected.path()).filter(row -> row.isAt(expected.stamp())).isPresent()) {
      return;
    }
    StoreFailures.call(() -> {
      try (OpenFile file =
          store.open(expected.path()).orElseThrow(() -> ArtifactAccess.notFound(expected.path()))) {
        Optional<String> other = compared.mismatch(expected.path(), file, expected.sha256());
        if (other.isPresent()) {
          throw digests.differs(reader, expected, other.get());
        }
        return true;
      }
    });
  }

  /**
   * A URL to upload a file with one request. An existing file is replaced.
   *
   * @param type the content type that the client must send
   */
  public SignedRequest upload(Caller caller, ArtifactPath path, String type, Duration validity) {
    paths.requireWritable(caller, path);
    return required(UPLOAD).upload(path, type, validity);
  }

  /** A multipart upload to a path. */
  public final class Multipart {
    private final PresignedTransfers urls;
    private final ArtifactPath path;
    private final String id;
    private final Duration validity;

    private Multipart(PresignedTransfers urls, ArtifactPath path, int parts) {
      this.urls = urls;
      this.path = path;
      this.id = urls.begin(path);
      Duration needed = PART.multipliedBy(parts);
      this.validity = needed.compareTo(LEAST_FOR_PARTS) < 0 ? LEAST_FOR_PARTS : needed;
    }

    public String id() {
      return id;
    }

    /** @param number from 1 */
    public SignedRequest part(int number) {
      return urls.part(path, id, number, validity);
    }
  }

  /**
   * Begins a multipart upload. Its URLs are valid for an hour, or for 20 seconds per part if that is longer.
   *
   * @param parts number of parts, from 1 to {@link PresignedTransfers#MOST_PARTS}
   */
  public Multipart begin(Caller caller, ArtifactPath path, int parts) {
    paths.requireWritable(caller, path);
    return new Multipart(required(MULTIPART), path, parts);
  }

  /** Makes a file of the uploaded parts. See {@link PresignedTransfers#complete}. */
  public void complete(Caller caller, ArtifactPath path, String upload, List<UploadedPart> parts) {
    paths.requireWritable(caller, path);
    PresignedTransfers urls = required(MULTIPART);
    locks.with(path, () -> {
      urls.complete(path, upload, parts);
      Artifacts.afterFilesChanged(() -> rows.forget(path));
      return true;
    });
  }

  /** Deletes the uploaded parts. See {@link PresignedTransfers#abort}. */
  public void abort(Caller caller, ArtifactPath path, String upload) {
    paths.requireChangeable(caller, Permission.EDIT, path);
    required(MULTIPART).abort(path, upload);
  }

  private PresignedTransfers required(String feature) {
    return store
        .presigned()
        .orElseThrow(() -> RegistryException.notImplemented(Subject.ARTIFACT, feature));
  }
}
