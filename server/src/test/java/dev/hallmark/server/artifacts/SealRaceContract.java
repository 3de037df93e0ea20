package dev.hallmark.server.artifacts;

import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.testkit.Runnables;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Seals of a source that changes, and seals made by many at once. */
abstract class SealRaceContract extends SealingContract {
  @Test
  void seal_takesAChangingSourceAgain() throws IOException {
    upload(MODEL.child("MLmodel"), "before");
    store = new WatchedStore(store, Runnables.once(() -> upload(MODEL.child("MLmodel"), "after")));
    Seal seal = newSeals().seal(READER, MODEL).orElseThrow();

    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("after");
    assertThat(store.list(ArtifactPath.of("seals"))).hasSize(1);
  }

  @Test
  void seal_givesUpOnASourceThatNeverRests() {
    upload(MODEL.child("MLmodel"), "0");
    int[] count = {0};
    store = new WatchedStore(store, () -> upload(MODEL.child("MLmodel"), "" + ++count[0]));
    assertThatThrownBy(() -> newSeals().seal(READER, MODEL))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @Test
  void seal_bySixteenAtOnceIsOneSeal() throws Exception {
    for (int i = 0; i < 20; i++) {
      upload(MODEL.child("file" + i), "content " + i);
    }
    Set<Seal> found = new HashSet<>();
    for (Future<Optional<Seal>> each : together(16, () -> newSeals().seal(READER, MODEL))) {
      found.add(each.get().orElseThrow());
    }
    assertThat(found).hasSize(1);
    assertThat(damaged(found.iterator().next().digest())).isEmpty();
    assertThat(store.list(ArtifactPath.of("seals"))).hasSize(1);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void seal_isWholeWhileItsSourceIsRewritten() throws Exception {
    upload(MODEL.child("a"), "v0");
    upload(MODEL.child("b"), "v0");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<?> rewriting = writer.submit(() -> {
      for (int i = 1; !done.get(); i++) {
        upload(MODEL.child("a"), "v" + i);
      }
    });
    List<Seal> made = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      try {
        made.add(seals.seal(READER, MODEL).orElseThrow());
      } catch (RegistryException restless) {
        assertThat(restless.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      }
    }
    done.set(true);
    rewriting.get();
    writer.shutdown();
    for (Seal seal : made) {
      assertThat(damaged(seal.digest())).isEmpty();
    }
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void hashed_keepsTheRowOfAFileThatWasUploadedMeanwhile() throws IOException {
    ArtifactPath path = MODEL.child("MLmodel");
    upload(path, "before");
    takeOver(path, "flavors");
    List<Entry> listed = store.files(MODEL);
    FileRows rows = new FileRows(database.jdbi(), writes);
    FileRows.Found found = rows.of(MODEL, listed);
    assertThat(found.current()).isEmpty();
    assertThat(found.outdated()).hasSize(1);

    upload(path, "after");
    FileRow late = new FileRow(path, listed.get(0).stamp(), "0".repeat(64), false);
    rows.hashed(new FileRows.Hashed(List.of(late), found.outdated()));

    assertThat(rows.matching(MODEL, store.files(MODEL))).hasSize(1);
  }

  private List<Path> unfinished() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(folder.resolve(".tmp"), new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!file.toString().endsWith(".lock")) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }

  private static <T> List<Future<T>> together(int threads, Callable<T> work)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return pool.invokeAll(Collections.nCopies(threads, work));
    } finally {
      pool.shutdown();
    }
  }
}
