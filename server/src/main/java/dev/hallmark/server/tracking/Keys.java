package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The names of metrics, parameters and tags. Clients of a file store keep them as files, so a name must be the normal form of
 * the path that it spells.
 */
public final class Keys {
  public static final int MAX_LENGTH = 250;

  private static final String PUNCTUATION = "_-. :/";

  private Keys() {}

  /**
   * Refuses a key that is too long, has other characters, or would be another path when normalised.
   *
   * @param field the name of the request's field that holds the key, such as {@code metrics[3].key}
   */
  public static void check(Subject subject, String field, String key) {
    Lengths.requireAtMost(MAX_LENGTH, subject, field, key);
    if (!key.codePoints().allMatch(Keys::allowed)) {
      throw RegistryException.invalid(subject, Reason.CHARACTERS, field, key);
    }
    String normal = normalise(key);
    if (!normal.equals(key) || key.equals(".") || key.startsWith("..") || key.startsWith("/")) {
      throw RegistryException.invalid(subject, Reason.MALFORMED, field, key, normal);
    }
  }

  private static boolean allowed(int c) {
    return Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
  }

  /** What POSIX makes of the path by its text alone. */
  private static String normalise(String path) {
    Deque<String> parts = new ArrayDeque<>();
    boolean absolute = path.startsWith("/");
    for (String part : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (part.equals("..") ? !absolute : !part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String joined = (absolute ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }
}
