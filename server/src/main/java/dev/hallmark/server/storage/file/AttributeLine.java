package dev.hallmark.server.storage.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The line {@code name:value,name:value} at the start of H2's header blocks and chunks. */
final class AttributeLine {
  private static final int LONGEST = 512;

  private AttributeLine() {}

  /** The first line of the bytes, without its line break; empty if there is none. Does not change the position of the buffer. */
  static String text(ByteBuffer bytes) {
    byte[] head = new byte[Math.min(LONGEST, bytes.remaining())];
    bytes.duplicate().get(head);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(0, end).trim();
  }

  /** The attributes in the order of the line; empty if the text is not such a line. */
  static Map<String, String> parse(String line) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String pair : line.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 0) {
        return Map.of();
      }
      attributes.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return attributes;
  }

  static String join(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(attribute -> attribute.getKey() + ':' + attribute.getValue())
        .collect(Collectors.joining(","));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether the bytes begin with this text; faster than reading the line. Does not change the position of the buffer. */
  static boolean startsWith(ByteBuffer bytes, byte[] text) {
    if (bytes.remaining() < text.length) {
      return false;
    }
    byte[] head = new byte[text.length];
    bytes.duplicate().get(head);
    return Arrays.equals(head, text);
  }
}
