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
 * Deletes and restores the runs of an experiment with it, also a run that was deleted by itself, as in MLflow. The change is
 * recorded as the experiment's; the runs' own revisions stay. The experiment's row alone decides at once for all of them;
 * their rows, and with them the index that searches use, follow in batches, of which the first is part of the change.
 */
public final class RunLifecycle implements ExperimentRuns {
  private static final String KIND = "run-lifecycle";
  private static final int BATCH = 500; // rows; other changes wait as long as one batch takes

  private final Jobs jobs;

  public RunLifecycle(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public boolean setActive(Tx tx, ExperimentId experiment, boolean active, long revision) {
    boolean settled = settle(tx, experiment.value(), active, revision);
    if (!settled) {
      jobs.add(tx, KIND, experiment.toString(), revision);
    }
    return settled;
  }

  /** True when no row is left. */
  private static boolean settle(Tx tx, long experiment, boolean active, long revision) {
    RunStore runs = tx.attach(RunStore.class);
    List<Long> batch = runs.unsettled(experiment, active, revision, BATCH);
    runs.settle(batch, active, revision);
    return batch.size() < BATCH;
  }

  /** The handler of the jobs that this adds; a job's key is the experiment's id. */
  public static JobHandler handler(Writes writes) {
    return new JobHandler() {
      @Override
      public String kind() {
        return KIND;
      }

      @Override
      public List<Job> work(List<Job> jobs) {
        long experiment = Long.parseLong(jobs.get(0).key());
        return writes.call(tx -> settleBatch(tx, experiment)) ? List.of() : jobs;
      }
    };
  }

  private static boolean settleBatch(Tx tx, long experiment) {
    RunStore runs = tx.attach(RunStore.class);
    Optional<RunStore.Lifecycle> lifecycle = runs.lockLifecycle(experiment);
    boolean settled = lifecycle.isEmpty()
        || settle(tx, experiment, lifecycle.get().active(), lifecycle.get().revision());
    if (settled) {
      runs.markSettled(experiment);
    }
    return settled;
  }
}
