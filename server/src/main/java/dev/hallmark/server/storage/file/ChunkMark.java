package dev.hallmark.server.storage.file;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * One chunk of an H2 file: what H2 saves in one go.
 *
 * @param version higher is newer
 * @param position of its first byte in the file
 */
record ChunkMark(long id, long version, long position) {
  private static final byte[] BEGIN = AttributeLine.bytes("chunk:");

  /** The chunk whose first bytes these are; empty when they are not the beginning of one. */
  static Optional<ChunkMark> read(ByteBuffer bytes, long position) {
    if (!AttributeLine.startsWith(bytes, BEGIN)) {
      return Optional.empty();
    }
    Map<String, String> line = AttributeLine.parse(AttributeLine.text(bytes));
    return line.containsKey("version")
        ? Optional.of(new ChunkMark(number(line, "chunk"), number(line, "version"), position))
        : Optional.empty();
  }

  private static long number(Map<String, String> line, String name) {
    return Long.parseLong(line.get(name), 16);
  }
}
