package dev.hallmark.server.registry.sources;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/**
 * The operator's rule for sources: a regular expression that must match a part of each source. Matching is limited, because some
 * expressions need exponential time on input that clients control.
 */
public final class SourcePattern {
  public static final SourcePattern ANY = new SourcePattern("");

  /** A source has at most 2,048 characters; an expression that reads each of them 500 times backtracks excessively. */
  private static final int MAX_READS = 1_000_000;

  private final Pattern pattern;

  /** @param regex empty to accept every source */
  public SourcePattern(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** Throws INVALID_ARGUMENT if the expression is not found in the source. */
  public void require(String source) {
    try {
      if (pattern.matcher(new CountedText(source)).find()) {
        return;
      }
    } catch (TooManyReads | StackOverflowError e) {
      throw RegistryException.invalid(Subject.SOURCE, Reason.TOO_SLOW, "source", source);
    }
    throw RegistryException.invalid(Subject.SOURCE, Reason.DISABLED, "source", source);
  }

  /** A CharSequence that counts its reads. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private int reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads > MAX_READS) {
        throw new TooManyReads();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooManyReads extends RuntimeException {
    TooManyReads() {
      super("", null, false, false);
    }
  }
}
