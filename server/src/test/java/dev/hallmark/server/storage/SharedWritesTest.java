package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWritesTest {
  private static final int THREADS = 600;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstBegins = new CountDownLatch(1);
  private final CountDownLatch firstIsWritten = new CountDownLatch(1);
  private final SharedWrites<Integer> writes = new SharedWrites<>(this::write);

  private void write(List<Integer> batch) {
    if (batch.equals(List.of(0))) {
      firstBegins.countDown();
      await(firstIsWritten);
    }
    written.add(batch);
    if (batch.contains(-1)) {
      throw new IllegalStateException("refused: " + batch);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stopThreads() {
    firstIsWritten.countDown();
    threads.shutdownNow();
  }

  @Test
  void oneThread_writesAtOnce() {
    writes.add(1);
    writes.add(2);
    assertThat(written).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void manyThreads_shareWritesOfLimitedSize() throws Exception {
    List<Future<?>> all = waitingBehindTheFirst(THREADS);
    firstIsWritten.countDown();
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(written).hasSize(3).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 500));
    assertThat(written.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(THREADS + 1);
  }

  @Test
  void failure_isThrownToItsOwnThreadOnly() throws Exception {
    List<Future<?>> others = waitingBehindTheFirst(4);
    Future<?> refused = threads.submit(() -> writes.add(-1));
    awaitQueued(5);
    firstIsWritten.countDown();
    assertThatThrownBy(refused::get).hasMessageContaining("refused: [-1]");
    for (Future<?> each : others) {
      assertThatCode(each::get).doesNotThrowAnyException();
    }
    assertThat(written).contains(List.of(1), List.of(2), List.of(3), List.of(4));
  }

  @Test
  void afterAFailure_othersAreWritten() {
    assertThatThrownBy(() -> writes.add(-1)).hasMessage("refused: [-1]");
    writes.add(1);
    assertThat(written).containsExactly(List.of(-1), List.of(1));
  }

  private List<Future<?>> waitingBehindTheFirst(int count) {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      int item = i;
      all.add(threads.submit(() -> writes.add(item)));
      if (i == 0) {
        await(firstBegins);
      }
      awaitQueued(i);
    }
    return all;
  }

  private void awaitQueued(int count) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (writes.queued() != count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
