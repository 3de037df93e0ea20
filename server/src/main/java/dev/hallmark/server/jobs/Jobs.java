package dev.hallmark.server.jobs;

import dev.hallmark.server.storage.Tx;
import java.time.Clock;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Adds jobs, each in the transaction that makes it necessary. They start when that is flushed to disk. */
public final class Jobs {
  private final Clock clock;
  private final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  public Jobs(Clock clock) {
    this.clock = clock;
  }

  /**
   * No change when the job is there already.
   *
   * @param kind of a {@link JobHandler}
   * @param revision of the object that changed, which tells this job from one for an earlier change
   */
  public void add(Tx tx, String kind, String key, long revision) {
    tx.attach(JobStore.class).addIfAbsent(kind, key, revision, clock.millis());
    tx.afterFlush(() -> listeners.forEach(listener -> listener.accept(kind)));
  }

  /** Adds the job, or begins it anew. */
  void restart(Tx tx, String kind, String key) {
    JobStore store = tx.attach(JobStore.class);
    if (store.restart(kind, key, clock.millis()) == 0) {
      store.addIfAbsent(kind, key, 0, clock.millis());
    }
  }

  /** @param listener called with the kind of each job that was added by this server */
  void onAdded(Consumer<String> listener) {
    listeners.add(listener);
  }
}
