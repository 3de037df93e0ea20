package dev.hallmark.server.registry.models;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.functions.CaseFolding;

/** The name of a registered model or prompt. It is used in URIs such as {@code models:/name/3}, so some characters are not allowed. */
public record ModelName(String value) {
  private static final int MAX_CODE_POINTS = 256;

  public ModelName {
    if (value.isBlank()) {
      throw refused(Reason.MISSING, value);
    }
    if (value.indexOf('/') >= 0 || value.indexOf(':') >= 0) {
      throw refused(Reason.CHARACTERS, value);
    }
    if (value.equals(".") || value.equals("..")) {
      throw refused(Reason.RESERVED, value);
    }
    if (value.codePointCount(0, value.length()) > MAX_CODE_POINTS) {
      throw refused(Reason.TOO_LONG, value);
    }
  }

  /** The case-folded name, which is stored in its own column because databases fold case differently. */
  public String folded() {
    return folded(value);
  }

  static String folded(String name) {
    return CaseFolding.fold(name);
  }

  private static RegistryException refused(Reason reason, String value) {
    return RegistryException.invalid(
        Subject.REGISTERED_MODEL, reason, "name", value, MAX_CODE_POINTS);
  }
}
