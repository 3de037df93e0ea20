package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL server that is not there, goes away, comes back. */
@Timeout(300)
class PostgresOutageTest {
  private static final int WRITERS = 16;
  private static final int ROUNDS = 4;
  private static final int ACKNOWLEDGED_BEFORE_AN_END = 400;

  private final PostgresServer server = PostgresServer.create();
  private final Queue<RuntimeException> refused = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void databaseThatIsDownAtTheStart_isOpenedAndPreparedWhenItIsThere() throws Exception {
    AtomicInteger prepared = new AtomicInteger();
    try (Database database = Database.postgres(server.url("postgres"), "", "")) {
      Writes writes = new Writes(database, List.of());
      database.prepare(
          () -> {
            writes.run(tx -> tx.handle().execute("create table item (name text primary key)"));
            prepared.incrementAndGet();
          },
          refused::add);
      assertOutOfReach(database);
      server.start();
      awaitReady(database);
      assertThat(prepared).hasValue(1);
      writes.run(tx -> insert(tx, "first"));
      assertThat(names(database)).containsExactly("first");
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void databaseThatNeverComes_doesNotKeepTheServerFromEnding() throws Exception {
    Database database = Database.postgres(server.url("postgres"), "", "");
    database.prepare(() -> {}, refused::add);
    assertOutOfReach(database);
    database.close();
    assertThat(refused).isEmpty();
  }

  @Test
  void databaseThatNeedsAPersonWhenItIsThere_isGivenUpWithTheReason() throws Exception {
    try (Database database = Database.postgres(server.url("nowhere"), "", "")) {
      database.prepare(() -> {}, refused::add);
      server.start();
      while (refused.isEmpty()) {
        Thread.sleep(10);
      }
      assertThat(refused.peek())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("\"nowhere\" does not exist");
    }
  }

  @Test
  void lostConnections_areReplaced() throws Exception {
    server.start();
    try (Database database = open()) {
      new Writes(database, List.of()).run(tx -> insert(tx, "before"));
      server.execute("select pg_terminate_backend(pid) from pg_stat_activity"
          + " where application_name = 'hallmark'");
      while (!succeeds(() -> new Writes(database, List.of()).run(tx -> insert(tx, "after")))) {
        Thread.sleep(10);
      }
      assertThat(names(database)).containsExactly("after", "before");
    }
  }

  @Test
  void restartUnderLoad_losesNothingAcknowledged() throws Exception {
    endUnderLoad(server::stop);
  }

  @Test
  void crashUnderLoad_losesNothingAcknowledged() throws Exception {
    endUnderLoad(server::crash);
  }

  private void endUnderLoad(Runnable end) throws Exception {
    server.start();
    Set<String> acknowledged = new TreeSet<>();
    try (Database database = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        acknowledged.addAll(writeAcrossAnEnd(database, round, end));
        assertThat(names(database)).containsAll(acknowledged);
      }
      new Writes(database, List.of()).run(tx -> insert(tx, "still working"));
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_BEFORE_AN_END);
  }

  /**
   * Each writer goes on until it is refused. One that waits for a connection when the server ends may get it when the
   * server is back, and stops then.
   */
  private List<String> writeAcrossAnEnd(Database database, int round, Runnable end)
      throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String prefix = round + "-" + i + "-";
      writers.add(threads.submit(() -> {
        Writes writes = new Writes(database, List.of());
        for (int n = 0; !ended.get(); n++) {
          String name = prefix + n;
          if (!succeeds(() -> writes.run(tx -> insert(tx, name)))) {
            return;
          }
          acknowledged.add(name);
        }
      }));
    }
    while (acknowledged.size() < ACKNOWLEDGED_BEFORE_AN_END) {
      Thread.sleep(1);
    }
    end.run();
    ended.set(true);
    assertOutOfReach(database);
    server.start();
    awaitReady(database);
    for (Future<?> writer : writers) {
      writer.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    return List.copyOf(acknowledged);
  }

  /** False when it is refused for now; fails for any other refusal. */
  private static boolean succeeds(Runnable change) {
    try {
      change.run();
      return true;
    } catch (RegistryException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      return false;
    }
  }

  private Database open() {
    Database database = Database.postgres(server.url("postgres"), "", "");
    new Writes(database, List.of())
        .run(tx -> tx.handle().execute("create table item (name text primary key)"));
    return database;
  }

  private static void insert(Tx tx, String name) {
    tx.handle().execute("insert into item values (?)", name);
  }

  private static List<String> names(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("select name from item order by name")
            .mapTo(String.class)
            .list());
  }

  private static void awaitReady(Database database) throws InterruptedException {
    while (!database.isReady()) {
      Thread.sleep(10);
    }
  }

  /** Once it was noticed, reads and changes are refused, and at once. */
  private static void assertOutOfReach(Database database) throws InterruptedException {
    while (database.isReady()) {
      Thread.sleep(10);
    }
    assertThatThrownBy(() -> new Writes(database, List.of()).run(tx -> insert(tx, "never")))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThatThrownBy(() -> names(database))
        .extracting(thrown -> Database.explain((RuntimeException) thrown))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }
}
