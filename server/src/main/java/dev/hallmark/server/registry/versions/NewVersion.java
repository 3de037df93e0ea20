package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.tags.NewTag;
import java.util.List;

/**
 * A request to create a version.
 *
 * @param runId empty if not set
 * @param loggedModelId empty if not set
 */
public record NewVersion(
    String source,
    String runId,
    String loggedModelId,
    String runLink,
    Description description,
    List<NewTag> tags) {
  private static final int MAX_ID_LENGTH = 256;
  private static final int MAX_LINK_LENGTH = 2048;

  public NewVersion {
    tags = List.copyOf(tags);
    requireLength("run_id", runId, MAX_ID_LENGTH);
    requireLength("model_id", loggedModelId, MAX_ID_LENGTH);
    requireLength("run_link", runLink, MAX_LINK_LENGTH);
  }

  VersionSource.Origin origin() {
    return new VersionSource.Origin(source, runId, runLink, loggedModelId);
  }

  /** The field that must name the owner of the files in {@code source}. */
  String missingOwner() {
    return runId.isEmpty() && !loggedModelId.isEmpty() ? "model_id" : "run_id";
  }

  private static void requireLength(String field, String value, int limit) {
    if (value.codePointCount(0, value.length()) > limit) {
      throw RegistryException.invalid(Subject.MODEL_VERSION, Reason.TOO_LONG, field, value, limit);
    }
  }
}
