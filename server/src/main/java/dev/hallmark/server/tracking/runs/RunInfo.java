package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;
import dev.hallmark.server.tracking.experiments.ExperimentId;

/**
 * A run without what was logged to it.
 *
 * @param userId free text of the client
 * @param startTime milliseconds since the epoch, 0 when the client gave none
 * @param endTime milliseconds since the epoch, or {@link #NOT_ENDED}
 * @param artifactUri the folder of its files
 * @param active false once it is deleted, which can be undone
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

  private static final int MAX_NAME = 8000; // the name is a tag as well
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
