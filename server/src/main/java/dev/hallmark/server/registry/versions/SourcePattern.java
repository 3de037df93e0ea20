package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/**
 * The operator's own rule for sources: a regular expression that must be found in each. It is tried in bounded time, since some
 * expressions take ages on some texts, and the texts are clients'.
 */
public final class SourcePattern {
  public static final SourcePattern ANY = new SourcePattern("");

  /** A source has 2,048 characters at the most; an expression that reads each of them 500 times goes round in circles. */
  private static final int MOST_READS = 1_000_000;

  private final Pattern pattern;

  /** @param regex empty for a rule that every source keeps */
  public SourcePattern(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  void require(String source) {
    try {
      if (pattern.matcher(new Readings(source)).find()) {
        return;
      }
    } catch (TooManyReads | StackOverflowError e) {
      throw RegistryException.invalid(Subject.SOURCE, Reason.TOO_SLOW, "source", source);
    }
    throw RegistryException.invalid(Subject.SOURCE, Reason.DISABLED, "source", source);
  }

  /** A text that counts how often it is read. */
  private static final class Readings implements CharSequence {
    private final String text;
    private int reads;

    Readings(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads > MOST_READS) {
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
