package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentRuns;
import java.util.List;
import java.util.Optional;

/**
 * Deletes and restores the runs of an experiment together with it, even runs that were deleted on their own, as in MLflow. The audit
 * records only the change of the experiment, and the revisions of the runs do not change. The row of the experiment applies to all runs
 * immediately. The rows of the runs, and with them the index for searches, are updated in batches, the first one in the same transaction.
 */
public final class RunLifecycle implements ExperimentRuns {
  private static final String KIND = "run-lifecycle";
  private static final int BATCH = 500; // rows; other writes wait for a batch

  private final Jobs jobs;

  public RunLifecycle(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public boolean setActive(Tx tx, ExperimentId experiment, boolean active, long revision) {
    boolean done = updateRuns(tx, experiment.value(), active, revision);
    if (!done) {
      jobs.replace(tx, KIND, experiment.toString(), revision);
    }
    return done;
  }

  /** Returns true if no row is left to update. */
  private static boolean updateRuns(Tx tx, long experiment, boolean active, long revision) {
    RunStore runs = tx.attach(RunStore.class);
    List<Long> batch = runs.outdated(experiment, active, revision, BATCH);
    runs.updateActive(batch, active, revision);
    return batch.size() < BATCH;
  }

  /** The handler of these jobs. The job's key is the id of the experiment. */
  public static JobHandler handler(Writes writes) {
    return new JobHandler() {
      @Override
      public String kind() {
        return KIND;
      }

      @Override
      public List<Job> work(List<Job> jobs) {
        long experiment = Long.parseLong(jobs.get(0).key());
        return writes.call(tx -> updateNextBatch(tx, experiment)) ? List.of() : jobs;
      }
    };
  }

  private static boolean updateNextBatch(Tx tx, long experiment) {
    RunStore runs = tx.attach(RunStore.class);
    Optional<RunStore.Lifecycle> lifecycle = runs.lockLifecycle(experiment);
    boolean done = lifecycle.isEmpty()
        || updateRuns(tx, experiment, lifecycle.get().active(), lifecycle.get().revision());
    if (done) {
      runs.markRunsUpToDate(experiment);
    }
    return done;
  }
}
