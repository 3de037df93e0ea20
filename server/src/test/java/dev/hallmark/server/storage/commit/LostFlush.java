package dev.hallmark.server.storage.commit;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** The flush of a database that a test makes unreachable. */
final class LostFlush implements LogFlush {
  private final Semaphore through = new Semaphore(0);
  private volatile boolean lost;
  private volatile boolean away;

  /** A flush that is under way waits for this. */
  void release() {
    through.release();
  }

  /** The next flush finds the database gone; it cannot be connected until it is told to come back. */
  void lose() {
    away = true;
    lost = true;
  }

  void comeBack() {
    away = false;
  }

  @Override
  public void connect() throws SQLException {
    if (away) {
      throw new SQLException("refused", "08001");
    }
    lost = false;
  }

  @Override
  public boolean run(boolean awaited) {
    if (awaited && !lost) {
      through.acquireUninterruptibly();
    }
    if (lost) {
      throw new CommitLostException(new SQLException("gone", "08006"));
    }
    return true;
  }
}
