package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/** A name for one version of a model, such as {@code champion}. Letters of any script are allowed. */
public record AliasName(String value) {
  /** Refers to the highest version, ignoring case. */
  public static final String LATEST = "latest";

  private static final int MAX_LENGTH = 255;
  private static final Pattern ALLOWED =
      Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern RESERVED =
      Pattern.compile("(?i)" + LATEST + "|v\\d+"); // these already refer to versions

  public AliasName {
    if (value.isEmpty()) {
      throw refused(Reason.MISSING, value);
    }
    if (value.length() > MAX_LENGTH) {
      throw refused(Reason.TOO_LONG, value);
    }
    if (!ALLOWED.matcher(value).matches()) {
      throw refused(Reason.CHARACTERS, value);
    }
  }

  /** Rejects a reserved name, which can be read but not set because it already refers to a version. */
  void requireNotReserved() {
    if (RESERVED.matcher(value).matches()) {
      throw refused(Reason.RESERVED, value);
    }
  }

  boolean isLatest() {
    return value.equalsIgnoreCase(LATEST);
  }

  private static RegistryException refused(Reason reason, String value) {
    return RegistryException.invalid(Subject.ALIAS, reason, "alias", value, MAX_LENGTH);
  }
}
