package dev.hallmark.server.api.responses;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a file that an answer holds.
 *
 * @param last included; one less than {@code first} when there are none
 * @param size of the whole file
 * @param isPart whether the client asked for a part, be it all of it
 */
record ByteRange(long first, long last, long size, boolean isPart) {
  private static final Pattern ONE =
      Pattern.compile("(?i)bytes=\\s*(?:(\\d{1,18})-(\\d{0,18})|-(\\d{1,18}))\\s*");

  static ByteRange whole(long size) {
    return new ByteRange(0, size - 1, size, false);
  }

  /** One range is read as RFC 9110 has it. Another unit, several ranges and what is no range mean the whole file. */
  static ByteRange of(String header, long size) {
    Matcher range = ONE.matcher(header);
    if (!range.matches()) {
      return whole(size);
    }
    if (range.group(3) != null) {
      long count = Long.parseLong(range.group(3));
      return new ByteRange(count == 0 ? size : Math.max(0, size - count), size - 1, size, true);
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    return last < first && !range.group(2).isEmpty()
        ? whole(size)
        : new ByteRange(first, Math.min(last, size - 1), size, true);
  }

  boolean isUnsatisfiable() {
    return isPart && first >= size;
  }

  long length() {
    return last - first + 1;
  }

  String header() {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
