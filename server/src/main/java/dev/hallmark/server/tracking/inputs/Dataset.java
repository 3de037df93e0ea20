package dev.hallmark.server.tracking.inputs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;

/**
 * An input dataset of runs. Name and digest identify it within an experiment.
 *
 * @param sourceType the type of {@code source}, such as {@code local}
 * @param schema JSON from the client; empty if missing
 * @param profile JSON from the client; empty if missing
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
