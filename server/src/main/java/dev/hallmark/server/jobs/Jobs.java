package dev.hallmark.server.jobs;

import dev.hallmark.server.storage.Tx;
import java.time.Clock;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** Adds jobs in the transaction that makes them necessary. They start when that transaction is flushed to disk. */
public final class Jobs {
  private final Clock clock;
  private final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  public Jobs(Clock clock) {
    this.clock = clock;
  }

  /**
   * Adds a job. Does nothing if it already exists.
   *
   * @param kind the kind of a {@link JobHandler}
   * @param revision of the changed object; distinguishes the job from those of earlier changes
   */
  public void add(Tx tx, String kind, String key, long revision) {
    tx.attach(JobStore.class).addIfAbsent(kind, key, revision, clock.millis());
    tx.afterFlush(() -> listeners.forEach(listener -> listener.accept(kind)));
  }

  /** As {@link #add}, in place of waiting jobs of earlier revisions: the handler does everything for the current state of the object. */
  public void replace(Tx tx, String kind, String key, long revision) {
    tx.attach(JobStore.class).deleteEarlier(kind, key, revision);
    add(tx, kind, key, revision);
  }

  /** Returns whether there are jobs of this kind, waiting or running. */
  public static boolean exist(Jdbi jdbi, String kind) {
    return jdbi.withExtension(JobStore.class, store -> store.exists(kind));
  }

  /** Adds the job, or restarts it from the beginning. */
  void restart(Tx tx, String kind, String key) {
    JobStore store = tx.attach(JobStore.class);
    if (store.restart(kind, key, clock.millis()) == 0) {
      store.addIfAbsent(kind, key, 0, clock.millis());
    }
  }

  /** @param listener called with the kind of each job that this server adds */
  void onAdded(Consumer<String> listener) {
    listeners.add(listener);
  }
}
