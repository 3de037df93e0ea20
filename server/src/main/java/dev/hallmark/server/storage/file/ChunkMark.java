package dev.hallmark.server.storage.file;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A chunk of an H2 file, which H2 writes as a unit.
 *
 * @param version increases with each chunk
 * @param position the position of its first byte in the file
 */
record ChunkMark(long id, long version, long position) {
  private static final byte[] BEGIN = AttributeLine.bytes("chunk:");

  /** Reads the start of a chunk; empty if the bytes are not one. */
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
