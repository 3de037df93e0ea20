package dev.hallmark.server.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits when a database goes out of reach and comes back, perhaps without its last commits. */
@Timeout(60)
class GroupCommitTest {
  private final LostFlush flush = new LostFlush();
  private final AtomicReference<Throwable> halted = new AtomicReference<>();
  private final AtomicInteger returns = new AtomicInteger();
  private final GroupCommit groupCommit =
      new GroupCommit(flush, halted::set, returns::incrementAndGet);

  @AfterEach
  void close() {
    flush.lose();
    flush.release();
    groupCommit.close();
    assertThat(halted.get()).as("a database that is gone is no failed disk").isNull();
  }

  @Test
  void await_refusesThoseWhoWaitWhenTheDatabaseIsLost() {
    long session = groupCommit.session();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> groupCommit.await(session));
    flush.lose();
    flush.release();
    assertUnavailable(waiting::join);
  }

  @Test
  void await_refusesWhoBeganBeforeTheLoss_howeverWellFlushesWorkAgain() throws Exception {
    long before = groupCommit.session();
    loseAndComeBack();
    flush.release();
    groupCommit.await(groupCommit.session());
    flush.release();
    assertUnavailable(() -> groupCommit.await(before));
  }

  @Test
  void session_isRefusedWhileTheDatabaseIsLost() throws Exception {
    flush.lose();
    awaitConnected(false);
    assertUnavailable(groupCommit::session);
    assertThat(returns).hasValue(0);
    flush.comeBack();
    awaitConnected(true);
    assertThat(returns).as("told before anybody may write again").hasValue(1);
    flush.release();
    groupCommit.await(groupCommit.session());
  }

  @Test
  void close_endsWhileTheDatabaseIsLost() throws Exception {
    flush.lose();
    awaitConnected(false);
    long session = 0;
    groupCommit.close();
    assertUnavailable(() -> groupCommit.await(session));
  }

  @Test
  void thread_thatFailsInAnyWay_endsTheProcessAndRefusesThoseWhoWait() {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    GroupCommit failing = new GroupCommit(
        awaited -> {
          throw new OutOfMemoryError("of a test");
        },
        ended::set,
        () -> {});
    assertUnavailable(() -> failing.await(0));
    assertThat(ended.get()).isInstanceOf(OutOfMemoryError.class);
    failing.close();
  }

  @Test
  void thread_thatCannotEvenEndTheProcess_refusesThoseWhoWait() {
    GroupCommit failing = new GroupCommit(
        awaited -> {
          throw new OutOfMemoryError("of a test");
        },
        cause -> {
          throw new OutOfMemoryError("while it was logged");
        },
        () -> {});
    assertUnavailable(() -> failing.await(0));
    assertUnavailable(() -> failing.await(0));
    failing.close();
  }

  @Test
  void databaseThatIsFoundElsewhere_refusesWhoBeganBefore_andRenewsThePool() throws Exception {
    AtomicInteger renewals = new AtomicInteger();
    Semaphore through = new Semaphore(0);
    GroupCommit moving = new GroupCommit(
        awaited -> {
          if (awaited) {
            through.acquireUninterruptibly();
          }
          return !awaited;
        },
        halted::set,
        renewals::incrementAndGet);
    long before = moving.session();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> moving.await(before));
    through.release();
    assertUnavailable(waiting::join);
    assertThat(renewals).hasValue(1);
    assertThat(moving.isConnected()).isTrue();
    assertThat(moving.session()).isNotEqualTo(before);
    moving.close();
  }

  @Test
  void changes_areLetThroughAgainOnlyInTheSessionThatFollowsAMove() throws Exception {
    MovingFlush moving = new MovingFlush();
    GroupCommit mover = new GroupCommit(moving, halted::set, () -> {});
    moving.watched = mover;
    long before = mover.session();
    moving.found = true;
    while (moving.sessionAtResume < 0) {
      Thread.sleep(1);
    }
    assertThat(moving.sessionAtResume).isGreaterThan(before);
    mover.close();
  }

  /** Finds its database elsewhere when it is told so. */
  private static final class MovingFlush implements LogFlush {
    private volatile GroupCommit watched;
    private volatile boolean found;
    private volatile long sessionAtResume = -1;

    @Override
    public boolean run(boolean awaited) {
      boolean same = !found;
      found = false;
      return same;
    }

    @Override
    public void resume() {
      sessionAtResume = watched.session();
    }
  }

  private void loseAndComeBack() throws InterruptedException {
    flush.lose();
    awaitConnected(false);
    flush.comeBack();
    awaitConnected(true);
  }

  private void awaitConnected(boolean connected) throws InterruptedException {
    while (groupCommit.isConnected() != connected) {
      Thread.sleep(1);
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(
            thrown -> assertThat(thrown instanceof RegistryException ? thrown : thrown.getCause())
                .isInstanceOf(RegistryException.class)
                .extracting("kind")
                .isEqualTo(ErrorKind.UNAVAILABLE));
  }
}
