package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Hallmark asks of a PostgreSQL database, and of the role that it is there. */
class PostgresTest {
  private final PostgresServer server = PostgresServer.shared();

  @Test
  void commits_areFlushedTogether_alsoForARoleWithoutSpecialRights() {
    String url = databaseOf("plain");
    try (Database database = Database.postgres(url, "plain", "")) {
      assertThat(setting(database, "synchronous_commit")).isEqualTo("off");
      new Writes(database, List.of()).run(tx -> tx.handle().execute("create table item (n int)"));
      assertThat(setting(database, "is_superuser")).isEqualTo("off");
    }
  }

  @Test
  void commits_areFlushedOneByOne_whereTheRoleMayNotWriteToTheLog() {
    String url = databaseOf("barred");
    server.execute(
        databaseName(url),
        "revoke execute on function pg_logical_emit_message(boolean, text, text, boolean) from public");
    try (Database database = Database.postgres(url, "barred", "")) {
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      new Writes(database, List.of()).run(tx -> tx.handle().execute("create table item (n int)"));
    }
  }

  @Test
  void connections_compareByCodePointAndHaveLimits_whateverTheUrlSays() {
    String url = server.emptyUrl()
        + "&options=-c%20synchronous_commit=on%20-c%20default_transaction_isolation=serializable";
    try (Database database = Database.postgres(url, "", "")) {
      assertThat(setting(database, "synchronous_commit")).isEqualTo("off");
      assertThat(setting(database, "transaction_isolation")).isEqualTo("read committed");
      assertThat(setting(database, "jit")).isEqualTo("off");
      assertThat(setting(database, "lock_timeout")).isEqualTo("10s");
      assertThat(setting(database, "application_name")).isEqualTo("hallmark");
      assertThat(collations(database)).containsExactly("C");
    }
  }

  @Test
  void serversThatStartTogether_migrateOnce() throws Exception {
    String url = server.emptyUrl();
    List<Database> databases = Crowd.of(3, i -> () -> Database.postgres(url, "", ""));
    try {
      for (Database each : databases) {
        assertThat(each.isReady()).isTrue();
        assertThat(migrations(each)).isNotEmpty().doesNotHaveDuplicates();
      }
    } finally {
      databases.forEach(Database::close);
    }
  }

  @Test
  void unknownDatabase_isOneLine() {
    assertThatThrownBy(() -> Database.postgres(server.url("nowhere"), "", ""))
        .isInstanceOf(StorageException.class)
        .hasMessage("the database cannot be opened: FATAL: database \"nowhere\" does not exist");
  }

  @Test
  void urlThatCannotBeRead_isOneLineWithoutThePassword() {
    assertThatThrownBy(() -> Database.postgres("jdbc:postgresql://ann:secret@host:port/x", "", ""))
        .isInstanceOf(StorageException.class)
        .hasMessage("the database cannot be opened: its URL cannot be read");
  }

  @Test
  void schemaOfANewerServer_isRefusedInOneLine() {
    String url = server.freshUrl();
    server.execute(
        databaseName(url),
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '300001010000', 'later', 'SQL', 'V300001010000__later.sql', 'x', 1, true)");
    assertThatThrownBy(() -> Database.postgres(url, "", ""))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("300001010000");
  }

  /** An empty database and a role that owns it and is nothing more. */
  private String databaseOf(String role) {
    String url = server.emptyUrl();
    server.execute("create role " + role + " login");
    server.execute("alter database " + databaseName(url) + " owner to " + role);
    return url.replaceFirst("\\?user=postgres", "");
  }

  private static List<String> collations(Database database) {
    return strings(
        database,
        "select distinct collation_name from information_schema.columns"
            + " where table_name in ('registered_model', 'run', 'audit') and data_type = 'text'");
  }

  private static List<String> migrations(Database database) {
    return strings(database, "select version from flyway_schema_history where success");
  }

  private static List<String> strings(Database database, String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static String databaseName(String url) {
    return url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
  }

  private static String setting(Database database, String name) {
    return strings(database, "select current_setting('" + name + "')").get(0);
  }
}
