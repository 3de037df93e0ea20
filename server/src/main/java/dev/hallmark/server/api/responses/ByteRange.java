package dev.hallmark.server.api.responses;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of a file that a response contains.
 *
 * @param last inclusive; {@code first - 1} if the range is empty
 * @param size the size of the whole file
 * @param isPart whether the client sent a valid {@code Range}, even one that covers the whole file
 */
record ByteRange(long first, long last, long size, boolean isPart) {
  private static final Pattern ONE =
      Pattern.compile("(?i)bytes=\\s*(?:(\\d{1,18})-(\\d{0,18})|-(\\d{1,18}))\\s*");

  static ByteRange whole(long size) {
    return new ByteRange(0, size - 1, size, false);
  }

  /** Parses a single range (RFC 9110). Other units, several ranges and invalid ranges mean the whole file. */
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
