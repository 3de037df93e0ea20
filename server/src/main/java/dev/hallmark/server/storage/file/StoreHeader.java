package dev.hallmark.server.storage.file;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;

/**
 * The header of an H2 file, stored twice in its first two blocks. It refers to the chunk where H2 starts looking for the newest chunk when
 * it opens the file.
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

  /** Reads the header from these two blocks. Ignores a damaged block, and the older one of two. */
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

  /** The version of the chunk that it refers to; 0 in a new file. */
  long version() {
    return Long.parseLong(attributes.getOrDefault("version", "0"), 16);
  }

  boolean refersTo(ChunkMark chunk) {
    return attributes.entrySet().containsAll(reference(chunk).entrySet());
  }

  /** The same header with a reference to this chunk. */
  StoreHeader referringTo(ChunkMark chunk) {
    Map<String, String> changed = new LinkedHashMap<>(attributes);
    changed.putAll(reference(chunk));
    return new StoreHeader(changed);
  }

  /**
   * The same header without the flag for a clean shutdown. With the flag, H2 2.5 checks the file less thoroughly and falls back to an old
   * version if one of the newest dead chunks is damaged.
   */
  StoreHeader unclean() {
    Map<String, String> changed = new LinkedHashMap<>(attributes);
    changed.remove("clean");
    return new StoreHeader(changed);
  }

  private static Map<String, String> reference(ChunkMark chunk) {
    return Map.of(
        CHUNK,
        Long.toHexString(chunk.id()),
        "block",
        Long.toHexString(chunk.position() / BLOCK),
        "version",
        Long.toHexString(chunk.version()));
  }

  /** Both blocks in their stored form. */
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
