package dev.hallmark.server.api.mlflow.json;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Whole numbers as protobuf's JSON spells them: {@code 100000}, {@code 1e5}, {@code 1e+05}, {@code 100000.0}. R's client
 * of MLflow sends large steps with an exponent.
 */
final class WholeNumber {
  private static final int LONGEST =
      1000; // of a spelling; Jackson's limit for numbers that are no text
  private static final int PLAIN = 18; // so many digits never leave the range
  private static final Pattern SPELLING =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

  private WholeNumber() {}

  /** Empty for what is no whole number, or none of 64 bits. */
  static OptionalLong parse(String text) {
    if (plain(text)) {
      return OptionalLong.of(Long.parseLong(text));
    }
    if (text.length() > LONGEST || !SPELLING.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException e) { // a fraction, or out of range
      return OptionalLong.empty();
    }
  }

  private static boolean plain(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    if (text.length() == from || text.length() - from > PLAIN) {
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
