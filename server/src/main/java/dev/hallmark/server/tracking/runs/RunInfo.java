package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;
import dev.hallmark.server.tracking.experiments.ExperimentId;

/**
 * The attributes of a run.
 *
 * @param userId free text from the client
 * @param startTime milliseconds since the epoch; 0 if not set
 * @param endTime milliseconds since the epoch, or {@link #NOT_ENDED}
 * @param artifactUri the URI of the folder with its files
 * @param active false if it is deleted; it can be restored
 */
public record RunInfo(
    RunId id,
    ExperimentId experiment,
    String name,
    String userId,
    RunStatus status,
    long startTime,
    long endTime,
    String artifactUri,
    boolean active) {
  public static final long NOT_ENDED = Long.MIN_VALUE;

  private static final int MAX_NAME = 8000; // the name is also stored as a tag
  private static final int MAX_USER = 256;

  public RunInfo {
    Lengths.requireAtMost(MAX_NAME, Subject.RUN, "run_name", name);
    Lengths.requireAtMost(MAX_USER, Subject.RUN, "user_id", userId);
  }

  public RunInfo withName(String other) {
    return new RunInfo(
        id, experiment, other, userId, status, startTime, endTime, artifactUri, active);
  }

  public RunInfo withStatus(RunStatus other) {
    return new RunInfo(
        id, experiment, name, userId, other, startTime, endTime, artifactUri, active);
  }

  public RunInfo withEndTime(long other) {
    return new RunInfo(id, experiment, name, userId, status, startTime, other, artifactUri, active);
  }
}
