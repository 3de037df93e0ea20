package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedLocksTest {
  private static final int WORKERS = 8;
  private static final int ROUNDS = 2_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void workOfOneKey_isDoneOneByOne() throws Exception {
    KeyedLocks locks = KeyedLocks.waiting(Duration.ofMinutes(1));
    int[] count = {0};
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(threads.submit(() -> {
        for (int round = 0; round < ROUNDS; round++) {
          locks.with("key", () -> count[0]++);
        }
      }));
    }
    for (Future<?> each : workers) {
      each.get();
    }
    assertThat(count[0]).isEqualTo(WORKERS * ROUNDS);
  }

  @Test
  void workOfAnotherKey_isNotBlocked() throws Exception {
    KeyedLocks locks = KeyedLocks.waiting(Duration.ofMinutes(1));
    Future<String> held = hold(locks);
    assertThat(locks.with(2, () -> "through")).isEqualTo("through");
    leave.countDown();
    assertThat(held.get()).isEqualTo("done");
  }

  @Test
  void work_thatIsNotItsTurnInTimeIsUnavailable() throws Exception {
    KeyedLocks locks = KeyedLocks.waiting(Duration.ofMillis(1));
    Future<String> held = hold(locks);
    assertThatThrownBy(() -> locks.with(1, () -> "through"))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    leave.countDown();
    held.get();
    assertThat(locks.with(1, () -> "through")).isEqualTo("through");
  }

  @Test
  void withoutLimit_waits() throws Exception {
    KeyedLocks locks = KeyedLocks.withoutLimit();
    Future<String> held = hold(locks);
    Future<String> waiting = threads.submit(() -> locks.with(1, () -> "through"));
    assertThat(waiting.isDone()).isFalse();
    leave.countDown();
    assertThat(waiting.get()).isEqualTo("through");
    assertThat(held.get()).isEqualTo("done");
  }

  /** Holds the lock of key 1 until told to leave. */
  private Future<String> hold(KeyedLocks locks) throws InterruptedException {
    Future<String> held = threads.submit(() -> locks.with(1, () -> {
      entered.countDown();
      awaitLeave();
      return "done";
    }));
    entered.await();
    return held;
  }

  private void awaitLeave() {
    try {
      leave.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
