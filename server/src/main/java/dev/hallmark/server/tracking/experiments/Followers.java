package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.storage.Tx;

/** What follows an experiment when it is deleted, and when it is restored. */
public interface Followers {
  /** Called with the experiment's row locked. */
  void setActive(Tx tx, ExperimentId experiment, boolean active);
}
