package dev.hallmark.server.storage.file;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;

/**
 * What stands in the first two blocks of an H2 file, the same line in each: where to begin looking for the newest chunk.
 * H2 follows the chunks from there when it opens the file.
 */
final class StoreHeader {
  static final int BLOCK = 4096;
  static final int BYTES = 2 * BLOCK;

  private static final String CHUNK = "chunk";
  private static final String NEXT_FIELD = ",";
  private static final String CHECKSUM = NEXT_FIELD + "fletcher:";

  private final Map<String, String> attributes;

  private StoreHeader(Map<String, String> attributes) {
    this.attributes = attributes;
  }

  /** The header in these two blocks; a block that is torn does not count, nor does the older of two. */
  static Optional<StoreHeader> read(ByteBuffer blocks) {
    return Stream.of(0, BLOCK)
        .filter(at -> blocks.remaining() >= at + BLOCK)
        .map(at -> blocks.slice(blocks.position() + at, BLOCK))
        .flatMap(block -> parse(AttributeLine.text(block)).stream())
        .reduce((first, second) -> second.version() > first.version() ? second : first);
  }

  private static Optional<StoreHeader> parse(String line) {
    int end = line.lastIndexOf(CHECKSUM);
    if (end < 0) {
      return Optional.empty();
    }
    String checked = line.substring(0, end);
    return line.substring(end + CHECKSUM.length()).equals(checksum(checked))
        ? Optional.of(new StoreHeader(AttributeLine.parse(checked)))
        : Optional.empty();
  }

  /** The version of the chunk that it names; 0 in a new file. */
  long version() {
    return Long.parseLong(attributes.getOrDefault("version", "0"), 16);
  }

  boolean names(ChunkMark chunk) {
    return attributes.entrySet().containsAll(place(chunk).entrySet());
  }

  /** The same header with this chunk in place of the one it names. */
  StoreHeader naming(ChunkMark chunk) {
    Map<String, String> changed = new LinkedHashMap<>(attributes);
    changed.putAll(place(chunk));
    return new StoreHeader(changed);
  }

  /**
   * The same header without the claim that the file was closed in good order. H2 2.5 looks less closely at such a file, and
   * goes back to an old version when it finds a dead chunk damaged among the youngest.
   */
  StoreHeader unclean() {
    Map<String, String> changed = new LinkedHashMap<>(attributes);
    changed.remove("clean");
    return new StoreHeader(changed);
  }

  private static Map<String, String> place(ChunkMark chunk) {
    return Map.of(
        CHUNK,
        Long.toHexString(chunk.id()),
        "block",
        Long.toHexString(chunk.position() / BLOCK),
        "version",
        Long.toHexString(chunk.version()));
  }

  /** Both blocks, as they are written. */
  ByteBuffer blocks() {
    String line = AttributeLine.join(attributes);
    byte[] bytes = AttributeLine.bytes(line + CHECKSUM + checksum(line) + '\n');
    return ByteBuffer.allocate(BYTES).put(bytes).position(BLOCK).put(bytes).rewind();
  }

  private static String checksum(String line) {
    byte[] bytes = AttributeLine.bytes(line);
    return Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
  }
}
