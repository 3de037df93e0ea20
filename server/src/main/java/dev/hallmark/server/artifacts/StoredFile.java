package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ComparingStream;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** An open file of the store. Later changes at its path do not affect it. */
public final class StoredFile implements AutoCloseable {
  /** Smaller files are hashed quickly. */
  static final long LARGE = 1 << 20;

  private final ArtifactPath path;
  private final OpenFile open;
  private final String sha256;
  private final ComparedFiles compared;
  private final Function<String, RuntimeException> mismatch;

  /** @param mismatch creates the exception for a file with this SHA-256 */
  StoredFile(
      ArtifactPath path,
      OpenFile open,
      String sha256,
      ComparedFiles compared,
      Function<String, RuntimeException> mismatch) {
    this.path = path;
    this.open = open;
    this.sha256 = sha256;
    this.compared = compared;
    this.mismatch = mismatch;
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

  /** In lower-case hexadecimal digits; empty if the digest is not known. */
  public String sha256() {
    return sha256;
  }

  /**
   * Reads a range of the file. If the digest is known, the content is compared with it: while reading if the range is the whole file, so
   * that the last bytes are returned only if it matches, otherwise in advance. A large file that was compared recently and has not changed
   * since is not hashed again. Throws CONFLICT if the content differs.
   */
  public InputStream range(long first, long length) throws IOException {
    if (sha256.isEmpty()) {
      return open.from(first);
    }
    if (first == 0 && length == stamp().size()) {
      return whole(length);
    }
    Optional<String> found = compared.mismatch(path, open, sha256);
    if (found.isPresent()) {
      throw mismatch.apply(found.get());
    }
    return open.from(first);
  }

  private InputStream whole(long length) throws IOException {
    ComparedFiles.Comparison comparison = compared.begin(path, open);
    return length >= LARGE && comparison.isKnown()
        ? open.from(0)
        : new ComparingStream(open.from(0), length, sha256, mismatch, comparison::matched);
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
