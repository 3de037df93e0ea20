package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A file of the store, held open as it was when it was asked for. */
public final class StoredFile implements AutoCloseable {
  private final ArtifactPath path;
  private final OpenFile open;
  private final String sha256;
  private final ComparedFiles compared;
  private final Function<String, RuntimeException> other;

  /** @param other what to throw when the file has this SHA-256 instead */
  StoredFile(
      ArtifactPath path,
      OpenFile open,
      String sha256,
      ComparedFiles compared,
      Function<String, RuntimeException> other) {
    this.path = path;
    this.open = open;
    this.sha256 = sha256;
    this.compared = compared;
    this.other = other;
  }

  public String name() {
    return path.name();
  }

  public FileStamp stamp() {
    return open.stamp();
  }

  public Instant modifiedAt() {
    return open.modifiedAt();
  }

  /** In lower-case hexadecimal digits; empty when the bytes were not seen by this server. */
  public String sha256() {
    return sha256;
  }

  /**
   * Some of the bytes. Where the digest is known the file is compared with it: all of it on the way, so that the last bytes come
   * only when they all are right, a part of it before. Throws CONFLICT when it differs.
   */
  public InputStream range(long first, long length) throws IOException {
    if (sha256.isEmpty()) {
      return open.from(first);
    }
    if (first == 0 && length == stamp().size()) {
      return new ComparingStream(open.from(0), length, sha256, other);
    }
    Optional<String> found = compared.other(path, open, sha256);
    if (found.isPresent()) {
      throw other.apply(found.get());
    }
    return open.from(first);
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
