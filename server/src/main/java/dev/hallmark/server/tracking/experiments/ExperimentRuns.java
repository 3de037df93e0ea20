package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.storage.Tx;

/** The runs of an experiment, which are deleted and restored with it. */
public interface ExperimentRuns {
  /**
   * Called with the experiment's row locked.
   *
   * @param revision of the experiment that deletes or restores it
   * @return whether the rows of all runs say so already; otherwise they follow in the background
   */
  boolean setActive(Tx tx, ExperimentId experiment, boolean active, long revision);
}
