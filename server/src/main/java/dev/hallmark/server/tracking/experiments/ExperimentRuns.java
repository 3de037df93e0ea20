package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.storage.Tx;

/** The runs of an experiment, which are deleted and restored with it. */
public interface ExperimentRuns {
  /**
   * Deletes or restores the runs. The row of the experiment must be locked.
   *
   * @param revision the revision of the deletion or restoration of the experiment
   * @return whether the rows of all runs are updated; otherwise a background job updates them
   */
  boolean setActive(Tx tx, ExperimentId experiment, boolean active, long revision);
}
