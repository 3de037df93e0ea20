package dev.hallmark.server.artifacts;

import java.io.IOException;
import java.io.InputStream;

/** A file of the store, held open as it was when it was asked for. */
public final class StoredFile implements AutoCloseable {
  private final ArtifactPath path;
  private final OpenFile open;
  private final String sha256;

  StoredFile(ArtifactPath path, OpenFile open, String sha256) {
    this.path = path;
    this.open = open;
    this.sha256 = sha256;
  }

  public String name() {
    return path.name();
  }

  public FileStamp stamp() {
    return open.stamp();
  }

  /** In lower-case hexadecimal digits; empty when the bytes were not seen by this server. */
  public String sha256() {
    return sha256;
  }

  /** The bytes from this offset on. */
  public InputStream from(long offset) throws IOException {
    return open.from(offset);
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
