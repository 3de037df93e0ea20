package dev.hallmark.server.api.mlflow.json;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Parses integers in the forms of protobuf's JSON: {@code 100000}, {@code 1e5}, {@code 1e+05}, {@code 100000.0}. MLflow's R client sends
 * large steps with an exponent.
 */
final class WholeNumber {
  private static final int MAX_LENGTH =
      1000; // characters; the same as Jackson's limit for JSON numbers
  private static final int MAX_DIGITS = 18; // this many digits always fit into a long
  private static final Pattern SPELLING =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

  private WholeNumber() {}

  /** Empty if the text is not an integer or exceeds 64 bits. */
  static OptionalLong parse(String text) {
    if (isDecimal(text)) {
      return OptionalLong.of(Long.parseLong(text));
    }
    if (text.length() > MAX_LENGTH || !SPELLING.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException e) { // a fraction, or out of range
      return OptionalLong.empty();
    }
  }

  private static boolean isDecimal(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    if (text.length() == from || text.length() - from > MAX_DIGITS) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
