package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Validates the keys of metrics, params and tags. MLflow's file store uses them as file names, so a key must be a normalized relative path.
 */
public final class Keys {
  public static final int MAX_LENGTH = 250;

  private static final String PUNCTUATION = "_-. :/";

  private Keys() {}

  /**
   * Rejects a key that is too long, has characters that are not allowed, or is not a normalized path.
   *
   * @param field the field of the request with the key, such as {@code metrics[3].key}
   */
  public static void check(Subject subject, String field, String key) {
    Lengths.requireAtMost(MAX_LENGTH, subject, field, key);
    if (!key.codePoints().allMatch(Keys::allowed)) {
      throw RegistryException.invalid(subject, Reason.CHARACTERS, field, key);
    }
    String normal = normalized(key);
    if (!normal.equals(key) || key.equals(".") || key.startsWith("..") || key.startsWith("/")) {
      throw RegistryException.invalid(subject, Reason.MALFORMED, field, key, normal);
    }
  }

  private static boolean allowed(int c) {
    return Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
  }

  /** Normalizes the path as POSIX does, without accessing the file system. */
  private static String normalized(String path) {
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
