package dev.hallmark.server.tracking.inputs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;

/**
 * What a run was fed with. Name and digest tell the datasets of an experiment apart.
 *
 * @param sourceType how to read {@code source}, such as {@code local}
 * @param schema JSON of the client, empty when not given
 * @param profile JSON of the client, empty when not given
 */
public record Dataset(
    String name, String digest, String sourceType, String source, String schema, String profile) {
  private static final int MAX_NAME = 500;
  private static final int MAX_DIGEST = 36;
  private static final int MAX_SOURCE = 65_535;
  private static final int MAX_SCHEMA = 1_048_575;
  private static final int MAX_PROFILE = 16_777_215;

  public Dataset {
    Lengths.requireAtMost(MAX_NAME, Subject.DATASET, "name", name);
    Lengths.requireAtMost(MAX_DIGEST, Subject.DATASET, "digest", digest);
    Lengths.requireAtMost(MAX_SOURCE, Subject.DATASET, "source", source);
    Lengths.requireAtMost(MAX_SCHEMA, Subject.DATASET, "schema", schema);
    Lengths.requireAtMost(MAX_PROFILE, Subject.DATASET, "profile", profile);
  }
}
