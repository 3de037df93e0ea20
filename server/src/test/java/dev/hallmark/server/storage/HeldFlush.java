package dev.hallmark.server.storage;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.engine.Engine;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** A flush that a test holds back, lets through or lets fail. */
final class HeldFlush implements LogFlush {
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore through = new Semaphore(0);
  private volatile boolean holding;
  private volatile RuntimeException failure; // null while flushes succeed
  private volatile int calls;

  /** From now on a flush comes back only when released. */
  void hold() {
    arrived.drainPermits();
    holding = true;
  }

  /** Returns when a flush has begun that nobody has awaited yet. */
  void awaitCall() {
    arrived.acquireUninterruptibly();
  }

  void releaseOne() {
    through.release();
  }

  void release() {
    holding = false;
    through.release(1_000);
  }

  void failWith(RuntimeException cause) {
    failure = cause;
    release();
  }

  int calls() {
    return calls;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // the thread of the group commit alone calls
  public boolean run(boolean awaited) {
    if (!awaited) {
      return true;
    }
    calls++;
    if (holding) {
      arrived.release();
      through.acquireUninterruptibly();
    }
    if (failure != null) {
      throw failure;
    }
    return true;
  }

  /** The same database with this flush in place of its own. */
  Engine over(Engine engine) {
    HeldFlush held = this;
    return new Engine() {
      @Override
      public LogFlush logFlush(WriteBarrier barrier) {
        return held;
      }

      @Override
      public DataSource pooled() {
        return engine.pooled();
      }

      @Override
      public DataSource single() {
        return engine.single();
      }

      @Override
      public boolean isEmbedded() {
        return engine.isEmbedded();
      }

      @Override
      public int connections() {
        return engine.connections();
      }

      @Override
      public String location() {
        return engine.location();
      }

      @Override
      public List<String> migrations() {
        return engine.migrations();
      }

      @Override
      public String text() {
        return engine.text();
      }

      @Override
      public void shutDown() throws SQLException {
        engine.shutDown();
      }
    };
  }
}
