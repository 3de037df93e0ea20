package dev.hallmark.server.registry.tags;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/**
 * The key of a tag: letters and digits of any script, {@code _ - . : /} and blank; and, because clients make file names
 * of keys, a relative path without detours.
 */
public record TagKey(String value) {
  private static final int MAX_LENGTH = 250;

  public TagKey {
    if (value.isEmpty()) {
      throw RegistryException.missing("key");
    }
    if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw refused(Reason.TOO_LONG, value);
    }
    if (!value.codePoints().allMatch(TagKey::allowed)) {
      throw refused(Reason.CHARACTERS, value);
    }
    if (!isNormalPath(value)) {
      throw refused(Reason.MALFORMED, value);
    }
  }

  private static boolean allowed(int c) {
    return Character.isLetterOrDigit(c) || "_-.:/ ".indexOf(c) >= 0;
  }

  private static boolean isNormalPath(String key) {
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return !key.startsWith("..");
  }

  private static RegistryException refused(Reason reason, String value) {
    return RegistryException.invalid(Subject.MODEL_TAG, reason, "key", value, MAX_LENGTH);
  }
}
