package dev.hallmark.server.artifacts.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushesTest {
  private final Flushes flushes = new Flushes();
  private final Set<Integer> flushed = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    flushes.close();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void eachIsFlushedBeforeItReturns() throws IOException {
    for (int count : new int[] {0, 1, 2, 8, 1_000}) {
      flushed.clear();
      flushes.run(numbers(count), flushed::add);
      assertThat(flushed).containsExactlyInAnyOrderElementsOf(numbers(count));
    }
  }

  @Test
  void severalAreFlushedAtATime() throws IOException {
    CountDownLatch both = new CountDownLatch(2);
    flushes.run(numbers(2), each -> {
      both.countDown();
      await(both);
    });
    assertThat(both.getCount()).isZero();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void failure_isThrownAndTheRestNotBegun() {
    assertThatThrownBy(() -> flushes.run(numbers(100_000), each -> {
          flushed.add(each);
          if (each == 10) {
            throw new IOException("the disk failed");
          }
          LockSupport.parkNanos(1_000_000);
        }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk failed");
    assertThat(flushed).hasSizeLessThan(100_000);
  }

  @Test
  void defect_isNotTakenForSuccess() {
    assertThatThrownBy(() -> flushes.run(numbers(3), each -> {
          throw new IllegalStateException("a defect");
        }))
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("a defect");
  }

  @Test
  void interruption_endsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> flushes.run(numbers(3), each -> awaitInterruption()))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void awaitInterruption() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }
}
