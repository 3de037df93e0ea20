package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;

/**
 * What the server knows of a file. It counts only while the file at the path has this stamp.
 *
 * @param written the bytes came through this server; false when it only hashed what it found
 * @param digestMismatch the bytes were found to be others than those of the digest
 */
record FileRow(
    ArtifactPath path, FileStamp stamp, String sha256, boolean written, boolean digestMismatch) {
  /** Of a file that is as its digest says. */
  FileRow(ArtifactPath path, FileStamp stamp, String sha256, boolean written) {
    this(path, stamp, sha256, written, false);
  }

  boolean isOf(Entry file) {
    return path.equals(file.path()) && isAt(file.stamp());
  }

  boolean isAt(FileStamp other) {
    return stamp.equals(other);
  }
}
