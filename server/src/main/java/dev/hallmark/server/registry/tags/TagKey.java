package dev.hallmark.server.registry.tags;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The key of a tag: letters and digits of any script, {@code _ - . : /} and space. Because clients use keys as file names, it must be a
 * normalized relative path.
 */
public record TagKey(String value) {
  private static final int MAX_LENGTH = 250;

  public TagKey {
    if (value.isEmpty()) {
      throw RegistryException.missing("key");
    }
    if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw refused(Reason.TOO_LONG, value, MAX_LENGTH);
    }
    if (!value.codePoints().allMatch(TagKey::allowed)) {
      throw refused(Reason.CHARACTERS, value, MAX_LENGTH);
    }
    String normal = normalized(value);
    if (!normal.equals(value)
        || value.equals(".")
        || value.startsWith("..")
        || value.startsWith("/")) {
      throw refused(Reason.MALFORMED, value, normal);
    }
  }

  private static boolean allowed(int c) {
    return Character.isLetterOrDigit(c) || "_-.:/ ".indexOf(c) >= 0;
  }

  /** Normalizes the path as POSIX does, without accessing the file system. */
  private static String normalized(String key) {
    Deque<String> steps = new ArrayDeque<>();
    boolean absolute = key.startsWith("/");
    for (String step : key.split("/")) {
      boolean up = step.equals("..");
      if (up && !steps.isEmpty() && !steps.getLast().equals("..")) {
        steps.removeLast();
      } else if (up ? !absolute : !step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    String joined = (absolute ? "/" : "") + String.join("/", steps);
    return joined.isEmpty() ? "." : joined;
  }

  private static RegistryException refused(Reason reason, String value, Object fact) {
    return RegistryException.invalid(Subject.MODEL_TAG, reason, "key", value, fact);
  }
}
