package dev.hallmark.server.storage;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.storage.failures.SqlFailures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one place that opens a writing transaction, and that returns only when it is flushed to disk. Any number of threads write
 * concurrently and share the flushes.
 */
public final class Writes {
  private static final int TRIES = 10;
  /** As long as the databases let a lock be waited for. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Database database;
  private final List<EventSink> sinks;
  private final KeyedLocks locks = KeyedLocks.waiting(LOCK_WAIT);

  public Writes(Database database, List<EventSink> sinks) {
    this.database = database;
    this.sinks = List.copyOf(sinks);
  }

  /** As {@link #call}, for work without an answer. */
  public void run(Consumer<Tx> work) {
    call(tx -> {
      work.accept(tx);
      return Boolean.TRUE;
    });
  }

  /**
   * Runs the work in one transaction, commits, waits until it is flushed to disk, and answers what the work answered. A
   * refusal by the work waits as well: the state that it was refused for may be another's commit of just now.
   *
   * <p>The work runs again when the database gave it up for another transaction, so it changes nothing but the database.
   * Not to be called inside another transaction of the same thread. A duplicate key is ALREADY_EXISTS; a lock, a
   * connection or a disk that cannot be had is UNAVAILABLE, and says so when the commit may have been made.
   */
  public <T> T call(Function<Tx, T> work) {
    return flushed(() -> commit(work));
  }

  /**
   * As {@link #call}, for work that locks a row that others want too: those with an equal key commit one after the other,
   * and are flushed together.
   */
  public <T> T callLocked(Object key, Function<Tx, T> work) {
    return flushed(() -> locks.with(key, () -> commit(work)));
  }

  private <T> T flushed(Supplier<Committed<T>> commit) {
    database.barrier().requireOutside();
    long session = database.session();
    Committed<T> committed;
    try {
      committed = commit.get();
    } catch (RuntimeException refused) {
      throw refusal(session, refused);
    }
    database.awaitFlush(session);
    committed.afterFlush().forEach(Runnable::run);
    return committed.answer();
  }

  /** What it is based on has to be flushed first. If that is lost, nothing of this transaction remains either. */
  private RuntimeException refusal(long session, RuntimeException refused) {
    RuntimeException answer = SqlFailures.translate(refused);
    if (SqlFailures.isReadOnly(refused)) {
      database.doubt();
      return answer;
    }
    try {
      database.awaitFlush(session);
      return answer;
    } catch (RegistryException lost) {
      return SqlFailures.isTransient(answer)
          ? answer
          : RegistryException.unavailable(Subject.STORAGE, lost.getCause());
    }
  }

  private <T> Committed<T> commit(Function<Tx, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.barrier().writing(() -> transaction(work));
      } catch (RuntimeException e) {
        if (attempt == TRIES || !SqlFailures.worthAnotherTry(e)) {
          throw e;
        }
        LockSupport.parkNanos(
            ThreadLocalRandom.current().nextLong(LONGEST_PAUSE * attempt / TRIES));
      }
    }
  }

  private <T> Committed<T> transaction(Function<Tx, T> work) {
    AtomicReference<Committed<T>> worked = new AtomicReference<>();
    try {
      database.jdbi().useTransaction(handle -> {
        Tx tx = new Tx(handle, sinks);
        worked.set(new Committed<>(work.apply(tx), tx.afterFlush()));
      });
      return worked.get();
    } catch (RuntimeException e) {
      throw worked.get() == null ? e : SqlFailures.ofCommit(e);
    }
  }

  private record Committed<T>(T answer, List<Runnable> afterFlush) {}
}
