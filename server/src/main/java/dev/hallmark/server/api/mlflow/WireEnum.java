package dev.hallmark.server.api.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.tracking.models.LoggedModelStatus;
import dev.hallmark.server.tracking.runs.RunStatus;
import java.util.Arrays;

/** Enums of the protocol: clients may send the name or the number. */
final class WireEnum {
  private static final String MODEL_PREFIX = "LOGGED_MODEL_";

  private WireEnum() {}

  /** @param node null when absent, which asks for what is active */
  static View view(String field, JsonNode node) {
    String text = text(field, node);
    return switch (text) {
      case "", "ACTIVE_ONLY", "1" -> View.ACTIVE;
      case "DELETED_ONLY", "2" -> View.DELETED;
      case "ALL", "3" -> View.ALL;
      default -> throw unknown(field, text);
    };
  }

  static RunStatus runStatus(String field, JsonNode node) {
    String text = text(field, node);
    return Arrays.stream(RunStatus.values())
        .filter(each -> each.name().equals(text) || text.equals("" + (each.ordinal() + 1)))
        .findFirst()
        .orElseThrow(() -> unknown(field, text));
  }

  /** How far an upload has come; a model cannot be set back to no status at all. */
  static LoggedModelStatus modelStatus(String field, JsonNode node) {
    String text = text(field, node);
    return Arrays.stream(LoggedModelStatus.values())
        .filter(each -> each != LoggedModelStatus.UNSPECIFIED)
        .filter(each -> name(each).equals(text) || text.equals("" + each.ordinal()))
        .findFirst()
        .orElseThrow(
            () -> text.isEmpty() ? RegistryException.missing(field) : unknown(field, text));
  }

  static String name(LoggedModelStatus status) {
    return status == LoggedModelStatus.UNSPECIFIED
        ? MODEL_PREFIX + "STATUS_UNSPECIFIED"
        : MODEL_PREFIX + status;
  }

  private static String text(String field, JsonNode node) {
    if (node == null || node.isNull()) {
      return "";
    }
    if (!node.isTextual() && !node.isIntegralNumber()) {
      throw unknown(field, node.toString());
    }
    return node.asText();
  }

  private static RegistryException unknown(String field, String text) {
    return RegistryException.invalid(Subject.RUN, Reason.UNKNOWN, field, text);
  }
}
