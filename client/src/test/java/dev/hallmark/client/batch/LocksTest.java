package dev.hallmark.client.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom: threads, processes, and two copies of the client in one JVM. */
@Timeout(60)
class LocksTest {
  @TempDir
  private Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Locks locks;
  private OtherCopy other;

  @BeforeEach
  void open() throws Exception {
    locks = new Locks(folder);
    other = new OtherCopy(folder);
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    other.close();
  }

  private List<Path> uses() throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains("x.")).toList();
    }
  }

  private boolean isUnusedInAnotherProcess() throws Exception {
    Process process = LocksMain.start("ifUnused", folder, "x");
    try (BufferedReader said = process.inputReader()) {
      return Boolean.parseBoolean(said.readLine());
    }
  }

  @Test
  void otherCopyInThisJvm_waitsForItsTurn() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch isHeld = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Future<?> first = threads.submit(() -> locks.exclusively("x", () -> {
      isHeld.countDown();
      awaitUninterrupted(mayEnd);
      order.add("first");
      return null;
    }));
    isHeld.await();
    Future<?> second = threads.submit(() -> other.exclusively("x", () -> order.add("second")));
    CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(mayEnd::countDown);
    second.get();
    first.get();
    assertThat(order).containsExactly("first", "second");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bothCopies_useTheSameThingAtOnce() throws Exception {
    try (AutoCloseable ours = locks.use("x");
        AutoCloseable theirs = other.use("x")) {
      assertThat(uses()).hasSize(2);
    }
    assertThat(uses()).isEmpty();
    assertThat(locks.ifUnused("x", () -> null)).isTrue();
  }

  @Test
  void useOfOneCopy_keepsTheOtherAway_andAnotherProcessToo() throws Exception {
    try (AutoCloseable ours = locks.use("x")) {
      assertThat(other.ifUnused("x", () -> {})).isFalse();
      other.use("x").close();
      assertThat(isUnusedInAnotherProcess()).isFalse();
    }
    assertThat(other.ifUnused("x", () -> {})).isTrue();
    assertThat(isUnusedInAnotherProcess()).isTrue();
  }

  @Test
  void useOfAnotherProcess_countsUntilItEnds_alsoWhenItIsKilled() throws Exception {
    Process process = LocksMain.start("use", folder, "x");
    assertThat(process.inputReader().readLine()).isEqualTo("used");
    assertThat(locks.ifUnused("x", () -> null)).isFalse();
    process.destroyForcibly().waitFor();
    assertThat(uses()).hasSize(1);
    assertThat(locks.ifUnused("x", () -> null)).isTrue();
    assertThat(uses()).isEmpty();
  }

  @Test
  void threadsOfTwoProcesses_thatWaitForEachOthers_areNoDeadlock() throws Exception {
    Process process = locks.exclusively("b", () -> {
      Process started = LocksMain.start("alone", folder, "");
      started.inputReader().readLine();
      CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(started::destroy);
      return locks.exclusively("a", () -> started);
    });
    assertThat(process.waitFor()).as("1 where the other process was refused").isNotEqualTo(1);
  }
}
