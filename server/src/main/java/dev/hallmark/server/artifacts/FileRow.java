package dev.hallmark.server.artifacts;

/**
 * What the server knows of a file. It counts only while the file at the path has this stamp.
 *
 * @param written the bytes came through this server; false when it only hashed what it found
 */
record FileRow(ArtifactPath path, FileStamp stamp, String sha256, boolean written) {
  boolean isOf(Entry file) {
    return path.equals(file.path()) && stamp.equals(file.stamp());
  }
}
