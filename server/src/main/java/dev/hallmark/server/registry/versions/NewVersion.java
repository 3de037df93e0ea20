package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.tags.NewTag;
import java.util.List;

/**
 * What a client says about a version to be made.
 *
 * @param runId empty when the client names no run
 * @param loggedModelId empty when the client names no logged model
 */
public record NewVersion(
    String source,
    String runId,
    String loggedModelId,
    String runLink,
    Description description,
    List<NewTag> tags) {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_LINK = 2048;

  public NewVersion {
    tags = List.copyOf(tags);
    requireLength("run_id", runId, LONGEST_ID);
    requireLength("model_id", loggedModelId, LONGEST_ID);
    requireLength("run_link", runLink, LONGEST_LINK);
  }

  VersionSource.Origin origin() {
    return new VersionSource.Origin(source, runId, runLink, loggedModelId);
  }

  private static void requireLength(String field, String value, int limit) {
    if (value.codePointCount(0, value.length()) > limit) {
      throw RegistryException.invalid(Subject.MODEL_VERSION, Reason.TOO_LONG, field, value, limit);
    }
  }
}
