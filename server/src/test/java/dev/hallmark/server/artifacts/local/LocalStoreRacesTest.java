package dev.hallmark.server.artifacts.local;

import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.testkit.Runnables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do to the folders of a store while the server is at work in them. */
class LocalStoreRacesTest {
  private static final ArtifactPath RUN = ArtifactPath.of("1/run/artifacts");

  @TempDir
  Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private Path root;
  private Path outside;
  private ArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(folder.resolve("store")).toRealPath();
    outside = Files.createDirectory(folder.resolve("outside"));
    store = LocalStore.open(
        root, disk.over(() -> SecureFolder.open(root)), FileModes.GROUP, LocalStoreTest.NEVER);
    write(store, RUN.child("a/old"), "old");
  }

  /** Puts a link to a folder outside in the place of a folder on the way. */
  private Runnable swap(String path) {
    return Runnables.once(() -> {
      try {
        Files.move(root.resolve(path), folder.resolve("aside"), StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(root.resolve(path), outside);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private void assertNothingOutside() throws IOException {
    try (var left = Files.list(outside)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void write_doesNotFollowAFolderThatBecomesALink() throws IOException {
    disk.beforeMove = swap("1/run");
    write(store, RUN.child("a/new"), "new");
    assertNothingOutside();
    assertThat(folder.resolve("aside/artifacts/a/new")).hasContent("new");
  }

  @Test
  void write_whileAFolderAndALinkTakeTurnsIsMadeInsideOrRefused() throws Exception {
    Path run = root.resolve("1/run");
    AtomicBoolean done = new AtomicBoolean();
    Thread swapping = new Thread(() -> {
      while (!done.get()) {
        turn(run, folder.resolve("aside"));
      }
    });
    swapping.start();
    for (int i = 0; i < 300; i++) {
      try {
        write(store, RUN.child("a/f" + i), "x");
      } catch (RegistryException e) { // UNAVAILABLE when each of a few tries met a swap
        assertThat(e.kind()).isIn(ErrorKind.INVALID_ARGUMENT, ErrorKind.UNAVAILABLE);
        assertThat(e.reason()).isIn(Reason.MISMATCH, Reason.PLAIN);
      }
    }
    done.set(true);
    swapping.join();
    assertNothingOutside();
  }

  /** The folder is a link for a moment. The server may make another in its place in between. */
  private void turn(Path run, Path aside) {
    try {
      Files.move(run, aside, StandardCopyOption.ATOMIC_MOVE);
      Files.createSymbolicLink(run, outside);
      Files.delete(run);
      Files.move(aside, run, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      aside.toFile().renameTo(run.resolveSibling("left" + System.nanoTime()).toFile());
    }
  }

  @Test
  void write_doesNotMakeFoldersBehindALink() throws IOException {
    disk.beforeMove = swap("1/run/artifacts");
    write(store, RUN.child("b/c/new"), "new");
    assertNothingOutside();
  }

  @Test
  void open_doesNotFollowAFolderThatBecomesALink() throws IOException {
    Files.createDirectories(outside.resolve("artifacts/a"));
    Files.writeString(outside.resolve("artifacts/a/old"), "secret");
    disk.beforeOpen = swap("1/run");
    try (OpenFile file = store.open(RUN.child("a/old")).orElseThrow();
        var in = file.from(0)) {
      assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("old");
    }
  }

  @Test
  void delete_doesNotFollowAFolderThatBecomesALink() throws IOException {
    Files.createDirectories(outside.resolve("artifacts/a"));
    disk.beforeMove = swap("1/run");
    assertThat(store.delete(RUN.child("a"))).isTrue();
    assertThat(outside.resolve("artifacts/a")).exists();
    assertThat(folder.resolve("aside/artifacts/a")).doesNotExist();
  }

  @Test
  void write_thatFindsItsFolderRemovedMakesItAgain() throws IOException {
    disk.beforeMove = Runnables.once(() -> {
      try {
        Files.delete(root.resolve(RUN.child("a/old").value()));
        Files.delete(root.resolve(RUN.child("a").value()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    write(store, RUN.child("a/new"), "new");
    assertThat(root.resolve(RUN.child("a/new").value())).hasContent("new");
  }

  @Test
  void fileAndFolderOfOneName_atOnceAreOneOfTheTwo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 200; i++) {
      ArtifactPath file = RUN.child("d" + i);
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Boolean>> both = threads.invokeAll(
          List.of(() -> isWritten(start, file), () -> isWritten(start, file.child("b"))));
      boolean isFile = both.get(0).get();
      boolean isFolder = both.get(1).get();
      assertThat(isFile).isNotEqualTo(isFolder);
      assertThat(store.stat(file).orElseThrow().folder()).isEqualTo(isFolder);
    }
    threads.shutdown();
  }

  /** False when something else was there first; fails for any other refusal. */
  private boolean isWritten(CyclicBarrier start, ArtifactPath path) throws Exception {
    start.await();
    try {
      write(store, path, "x");
      return true;
    } catch (RegistryException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      assertThat(e.reason()).isEqualTo(Reason.MISMATCH);
      assertThat(e.value()).isEqualTo(path.value());
      return false;
    }
  }

  /** A folder that is moved to its name takes the place of an empty one, which another has just made and opened. */
  @Test
  void newFolders_areThereForAllWhoMakeThemAtOnce() throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 50; round++) {
        ArtifactPath shared = ArtifactPath.of("new-" + round + "/a/b");
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<?>> written = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
          ArtifactPath file = shared.child("file-" + i);
          written.add(pool.submit(() -> {
            start.await();
            write(store, file, "x");
            return null;
          }));
        }
        for (Future<?> each : written) {
          each.get();
        }
        assertThat(store.files(shared)).hasSize(writers);
      }
    } finally {
      pool.shutdown();
    }
  }
}
