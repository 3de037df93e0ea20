package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.Followers;

/**
 * Lets all runs of an experiment share its fate. Also a run that was deleted by itself comes back with the experiment, as
 * in MLflow. The change is told as the experiment's; the runs' own revisions stay.
 */
public final class RunFollowers implements Followers {
  @Override
  public void setActive(Tx tx, ExperimentId experiment, boolean active) {
    tx.attach(RunStore.class).setActiveIn(experiment.value(), active);
  }
}
