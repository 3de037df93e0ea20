package dev.hallmark.server.tracking.runs;

/**
 * The status of a run. Every transition is allowed, for example when a finished run is resumed. The order is that of MLflow's enum numbers,
 * which start at 1.
 */
public enum RunStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  KILLED
}
