package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;

/**
 * The stored digest of a file. It is valid only while the file at the path has this stamp.
 *
 * @param written true if the file was uploaded through this server; false if the server only hashed an existing file
 * @param digestMismatch true if the content was found to differ from the digest
 */
public record FileRow(
    ArtifactPath path, FileStamp stamp, String sha256, boolean written, boolean digestMismatch) {
  /** A row that is not marked as differing. */
  public FileRow(ArtifactPath path, FileStamp stamp, String sha256, boolean written) {
    this(path, stamp, sha256, written, false);
  }

  boolean isOf(Entry file) {
    return path.equals(file.path()) && isAt(file.stamp());
  }

  boolean isAt(FileStamp other) {
    return stamp.equals(other);
  }
}
