package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.local.LocalRoot;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.registry.versions.VersionStatus;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with one database and one store, of which the second takes the job of the first while that still works. */
abstract class TwoSealersContract {
  private static final int ROUNDS = 10;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir
  Path temporary;

  private final CyclicBarrier both = new CyclicBarrier(2);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private Path share;
  private List<Database> databases;
  private TestRegistry first;
  private TestRegistry second;
  private CountDownLatch firstReads;

  abstract TestDatabase engine();

  @BeforeEach
  void open() throws IOException {
    share = Files.createDirectories(temporary.resolve("share"));
    databases = engine().servers();
    first = server(databases.get(0));
    second = server(databases.get(databases.size() - 1));
    second.clock.set(TestRegistry.START + 3_600_000); // every lease of the first has ended
    first.model("iris");
    first.runs.runs.put("run1", "file://" + share + "/1/run1/artifacts");
  }

  @AfterEach
  void close() {
    thread.shutdownNow();
    databases.forEach(Database::close);
  }

  private TestRegistry server(Database database) throws IOException {
    Path store = Files.createDirectories(temporary.resolve("store"));
    LocalRoot local = LocalRoot.open(DirectUri.of("file://" + share).orElseThrow(), share);
    return new TestRegistry(
        database,
        store,
        List.of(new AuditTrail(database.jdbi())),
        false,
        new DirectRoots(List.of(new MeetingRoot(local))));
  }

  /** Lets the first file be read only when both servers read it. */
  private final class MeetingRoot implements DirectRoot {
    private final LocalRoot local;

    private MeetingRoot(LocalRoot local) {
      this.local = local;
    }

    @Override
    public InputStream read(Entry file) throws IOException {
      firstReads.countDown();
      try {
        both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("the servers do not meet", e);
      }
      return local.read(file);
    }

    @Override
    public DirectUri uri() {
      return local.uri();
    }

    @Override
    public void requireMounted() {
      local.requireMounted();
    }

    @Override
    public Optional<Entry> stat(ArtifactPath path) {
      return local.stat(path);
    }

    @Override
    public List<Entry> list(ArtifactPath folder, IntConsumer count) {
      return local.list(folder, count);
    }

    @Override
    public List<Entry> files(ArtifactPath path, IntConsumer count) {
      return local.files(path, count);
    }

    @Override
    public Optional<OpenFile> open(ArtifactPath path) {
      return local.open(path);
    }

    @Override
    public void close() {
      local.close();
    }
  }

  private void sealByBoth() throws Exception {
    firstReads = new CountDownLatch(1);
    Future<?> working = thread.submit(first.runner::runDue);
    assertThat(firstReads.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    second.runner.runDue();
    working.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private long count(String rows) {
    return first
        .database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("SELECT COUNT(*) FROM " + rows).mapTo(Long.class).one());
  }

  @Test
  void sameVersion_isSealedOnce() throws Exception {
    for (int i = 1; i <= ROUNDS; i++) {
      Path model = Files.createDirectories(share.resolve("1/run1/artifacts/m" + i));
      Files.writeString(model.resolve("MLmodel"), "flavors " + i);
      first.version("iris", "runs:/run1/m" + i, "run1", "");
      sealByBoth();

      var sealed = second.versions.get(ANN, name("iris"), i).source();
      assertThat(sealed.status()).isEqualTo(VersionStatus.READY);
      Path seal = temporary.resolve("store/seals/" + sealed.digest().orElseThrow());
      assertThat(seal.resolve("files/MLmodel")).hasContent("flavors " + i);
      try (var seals = Files.list(seal.getParent())) {
        assertThat(seals).hasSize(i);
      }
      assertThat(count("audit WHERE operation = 'VersionSealed'")).isEqualTo(i);
    }
    assertThat(count("audit WHERE operation = 'VersionSealingFailed'")).isZero();
    assertThat(count("job")).isZero();
    assertThat(first.published.size() + second.published.size()).isEqualTo(1 + 2 * ROUNDS);
  }
}
