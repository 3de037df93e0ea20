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
 * Runs write transactions, and returns only when they are flushed to disk. All writes use this class. Threads write concurrently and share
 * flushes.
 */
public final class Writes {
  private static final int MAX_ATTEMPTS = 10;
  /** The same as the lock timeout of the databases. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private static final long MAX_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Database database;
  private final List<EventSink> sinks;
  private final KeyedLocks locks = KeyedLocks.waiting(LOCK_WAIT);

  public Writes(Database database, List<EventSink> sinks) {
    this.database = database;
    this.sinks = List.copyOf(sinks);
  }

  /** As {@link #call}, for work without a result. */
  public void run(Consumer<Tx> work) {
    call(tx -> {
      work.accept(tx);
      return Boolean.TRUE;
    });
  }

  /**
   * Runs the work in one transaction, commits, waits until the commit is flushed to disk, and returns the result of the work. An exception
   * of the work also waits for a flush, because the state that caused it may come from a commit that is not flushed yet.
   *
   * <p>The work is retried after a serialization failure or a deadlock, so it must not have other side effects. Must not be called inside
   * another transaction of the same thread. Throws ALREADY_EXISTS for a duplicate key, and UNAVAILABLE if a lock, a connection or the disk
   * is not available; the reason is UNSURE if the commit may have succeeded.
   */
  public <T> T call(Function<Tx, T> work) {
    return flushed(() -> commit(work));
  }

  /**
   * As {@link #call}, for work that locks a contended row: transactions with an equal key commit one after the other and are flushed
   * together.
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
    return committed.result();
  }

  /** Waits for a flush before an exception of the work is thrown. If the session is lost, the state that caused it may be lost too. */
  private RuntimeException refusal(long session, RuntimeException refused) {
    RuntimeException result = SqlFailures.translate(refused);
    if (SqlFailures.isReadOnly(refused)) {
      database.recheck();
      return result;
    }
    try {
      database.awaitFlush(session);
      return result;
    } catch (RegistryException lost) {
      return SqlFailures.isTransient(result)
          ? result
          : RegistryException.unavailable(Subject.STORAGE, lost.getCause());
    }
  }

  private <T> Committed<T> commit(Function<Tx, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.barrier().writing(() -> transaction(work));
      } catch (RuntimeException e) {
        if (attempt == MAX_ATTEMPTS || !SqlFailures.isRetryable(e)) {
          throw e;
        }
        LockSupport.parkNanos(
            ThreadLocalRandom.current().nextLong(MAX_PAUSE * attempt / MAX_ATTEMPTS));
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

  private record Committed<T>(T result, List<Runnable> afterFlush) {}
}
