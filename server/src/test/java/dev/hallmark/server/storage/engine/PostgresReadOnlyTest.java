package dev.hallmark.server.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL that takes no changes: told so, or a primary that became a standby. */
@Timeout(180)
class PostgresReadOnlyTest {
  private final PostgresServer server = PostgresServer.create();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void databaseThatIsToldToTakeNoChanges_isReadAndTakesThemAgain() throws Exception {
    server.start();
    try (Database database = open(server.url("postgres"))) {
      insert(database, "before");
      server.takeChanges(false);
      awaitReadOnly(database, "database");
      assertReadsOnly(database, "before");
      assertThat(database.isReady()).isTrue();

      server.takeChanges(true);
      awaitReadOnly(database, "");
      insert(database, "after");
      assertThat(names(database)).containsExactly("after", "before");
    }
  }

  @Test
  void flush_letsChangesThroughAgainOnlyWhenItIsToldTo() throws Exception {
    server.start();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url("postgres"));
    PostgresLogFlush flush = new PostgresLogFlush(source, () -> {});
    flush.connect();
    server.takeChanges(false);
    while (!isReadOnly(flush)) {
      assertThat(flush.run(false)).isEqualTo(!isReadOnly(flush));
    }

    server.takeChanges(true);
    while (flush.run(false)) {
      Thread.sleep(10);
    }
    assertThat(isReadOnly(flush)).isTrue();
    flush.resume();
    assertThat(isReadOnly(flush)).isFalse();
    flush.disconnect();
  }

  private static boolean isReadOnly(PostgresLogFlush flush) {
    return catchThrowable(flush::requireWritable) != null;
  }

  @Test
  void changeThatFindsItFirst_isRefusedForNow() throws Exception {
    server.start();
    try (Database database = open(server.url("postgres"))) {
      insert(database, "before");
      assertThatThrownBy(() -> new Writes(database, List.of()).run(tx -> {
            tx.handle().execute("set transaction read only");
            tx.handle().execute("insert into item values ('never')");
          }))
          .isInstanceOf(RegistryException.class)
          .extracting("kind", "reason", "field")
          .containsExactly(ErrorKind.UNAVAILABLE, Reason.READ_ONLY, "database");
      insert(database, "after");
      assertThat(names(database)).containsExactly("after", "before");
    }
  }

  @Test
  void primaryThatBecomesAStandby_isRead() throws Exception {
    server.start();
    try (Database database = open(server.url("postgres"))) {
      insert(database, "before");
      demote();
      awaitReadOnly(database, "database");
      assertReadsOnly(database, "before");

      server.stop();
      server.promote();
      server.start();
      awaitWrites(database, "after");
      assertThat(names(database)).containsExactly("after", "before");
    }
  }

  @Test
  void start_onAStandby_servesReads() throws Exception {
    server.start();
    open(server.url("postgres")).close();
    demote();
    try (Database database = Database.postgres(server.url("postgres"), "", "")) {
      assertThat(database.isReady()).isTrue();
      assertThat(database.readOnly()).isEqualTo("database");
      assertReadsOnly(database);

      server.stop();
      server.promote();
      server.start();
      awaitWrites(database, "after");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("off");
    }
  }

  @Test
  void newPrimary_isFound_whenTheOldOneGoesOnAsAStandby() throws Exception {
    server.start();
    open(server.url("postgres")).close();
    server.stop();
    try (PostgresServer other = server.copy()) {
      server.start();
      String both = "jdbc:postgresql://127.0.0.1:" + server.port() + ",127.0.0.1:" + other.port()
          + "/postgres?user=postgres&targetServerType=preferPrimary&hostRecheckSeconds=0";
      try (Database database = Database.postgres(both, "", "")) {
        insert(database, "before");
        demote();
        awaitReadOnly(database, "database");
        assertReadsOnly(database, "before");

        other.start();
        awaitWrites(database, "on the new primary");
        assertThat(names(database)).containsExactly("on the new primary");
      }
    }
  }

  private void demote() {
    server.stop();
    server.demote();
    server.start();
  }

  private static Database open(String url) {
    Database database = Database.postgres(url, "", "");
    new Writes(database, List.of())
        .run(tx -> tx.handle().execute("create table if not exists item (name text primary key)"));
    return database;
  }

  private static void insert(Database database, String name) {
    new Writes(database, List.of())
        .run(tx -> tx.handle().execute("insert into item values (?)", name));
  }

  private static void awaitReadOnly(Database database, String cause) throws InterruptedException {
    while (!database.isReady() || !database.readOnly().equals(cause)) {
      Thread.sleep(10);
    }
  }

  /** Until a change is taken; fails for a refusal of another kind. */
  private static void awaitWrites(Database database, String name) throws InterruptedException {
    while (true) {
      try {
        insert(database, name);
        return;
      } catch (RegistryException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        Thread.sleep(10);
      }
    }
  }

  private static void assertReadsOnly(Database database, String... names) {
    assertThat(names(database)).containsExactly(names);
    assertThatThrownBy(() -> insert(database, "never"))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason", "field")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.READ_ONLY, "database");
  }

  private static List<String> names(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("select name from item order by name")
            .mapTo(String.class)
            .list());
  }

  private static String setting(Database database, String name) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("show " + name).mapTo(String.class).one());
  }
}
