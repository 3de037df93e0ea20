package dev.hallmark.server.tracking.runs;

/** Where a run stands. Any may follow any: a finished run may be resumed. The order is MLflow's numbering, from 1. */
public enum RunStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  KILLED
}
