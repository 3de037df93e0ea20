package dev.hallmark.server.api.mlflow.json;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.tracking.models.LoggedModelStatus;
import dev.hallmark.server.tracking.runs.RunStatus;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * An enum constant as a client sends it.
 *
 * @param text the name or the number of the constant
 */
public record WireEnum(String text) {
  private static final String MODEL_PREFIX = "LOGGED_MODEL_";

  /** Normalizes numbers, so that {@code 1.0} is {@code 1}. */
  static WireEnum of(String text) {
    OptionalLong number = WholeNumber.parse(text);
    return new WireEnum(number.isPresent() ? Long.toString(number.getAsLong()) : text);
  }

  /** @param given null if missing, which means active ones */
  public static View view(String field, WireEnum given) {
    String text = text(given);
    return switch (text) {
      case "", "ACTIVE_ONLY", "1" -> View.ACTIVE;
      case "DELETED_ONLY", "2" -> View.DELETED;
      case "ALL", "3" -> View.ALL;
      default -> throw unknown(field, text);
    };
  }

  public static RunStatus runStatus(String field, WireEnum given) {
    String text = text(given);
    return Arrays.stream(RunStatus.values())
        .filter(each -> each.name().equals(text) || text.equals("" + (each.ordinal() + 1)))
        .findFirst()
        .orElseThrow(() -> unknown(field, text));
  }

  /** The upload status of a logged model. UNSPECIFIED is rejected. */
  public static LoggedModelStatus modelStatus(String field, WireEnum given) {
    String text = text(given);
    return Arrays.stream(LoggedModelStatus.values())
        .filter(each -> each != LoggedModelStatus.UNSPECIFIED)
        .filter(each -> name(each).equals(text) || text.equals("" + each.ordinal()))
        .findFirst()
        .orElseThrow(
            () -> text.isEmpty() ? RegistryException.missing(field) : unknown(field, text));
  }

  public static String name(LoggedModelStatus status) {
    return status == LoggedModelStatus.UNSPECIFIED
        ? MODEL_PREFIX + "STATUS_UNSPECIFIED"
        : MODEL_PREFIX + status;
  }

  private static String text(WireEnum given) {
    return given == null ? "" : given.text;
  }

  private static RegistryException unknown(String field, String text) {
    return RegistryException.invalid(Subject.RUN, Reason.UNKNOWN, field, text);
  }
}
