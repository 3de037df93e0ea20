package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.failures.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which schemas a server opens, and what it makes of them. */
abstract class MigrationContract {
  private static final String MODEL =
      "insert into registered_model (workspace, name, name_folded, is_prompt, description, created_by, created_at,"
          + " updated_at, last_version, revision, revised_at, tag_bits)"
          + " values ('default', 'fraud', 'fraud', false, '', '', 0, 0, 0, 0, 0, 0)";

  private Engine engine;
  private Connection kept; // a database in memory lives as long as it is in use

  /** On a database that is empty and has no tables yet. */
  abstract Engine engine();

  @BeforeEach
  void choose() throws SQLException {
    engine = engine();
    kept = engine.single().getConnection();
  }

  @AfterEach
  void release() throws SQLException {
    kept.close();
  }

  private static Database open(Engine engine) {
    return Database.open(engine, () -> {}, failure -> {
      throw new AssertionError(failure);
    });
  }

  /** Makes the schema of this version and changes it. */
  private void given(String... statements) {
    Migrations.run(engine, engine.logFlush(new dev.hallmark.server.storage.commit.WriteBarrier()));
    Jdbi.create(engine.single()).useHandle(handle -> List.of(statements).forEach(handle::execute));
  }

  private List<String> rows(String query) {
    return Jdbi.create(engine.single())
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> open(engine))
        .isInstanceOf(StorageException.class)
        .hasMessage("the database cannot be opened: " + message);
  }

  @Test
  void tables_areThoseThatAStartLooksFor() {
    given();
    assertThat(rows("select table_name from information_schema.tables"
            + " where table_schema = current_schema and table_name <> 'flyway_schema_history'"))
        .containsExactlyInAnyOrderElementsOf(Migrations.TABLES);
  }

  @Test
  void schemaOfThisVersion_isOpenedWithItsRows() {
    given(MODEL);
    try (Database database = open(engine)) {
      assertThat(database.isReady()).isTrue();
      assertThat(rows("select name from registered_model")).containsExactly("fraud");
    }
  }

  @Test
  void schemaOfADevelopmentVersion_isRefused() {
    given(
        "delete from flyway_schema_history",
        "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
            + " installed_by, execution_time, success)"
            + " values (1, '1', 'registry', 'SQL', 'V1__registry.sql', 1, 'x', 1, true)");
    assertRefused(engine.location()
        + " was created by a development version of Hallmark before the first release;"
        + " start with another data folder (--data) or another database (--database)");
  }

  @Test
  void missingTables_areNamed() {
    given("drop table model_alias", "drop table job");
    assertRefused("tables are missing or not accessible: job, model_alias;"
        + " restore the database from a backup");
  }

  @Test
  void editedMigration_isRefused() {
    given("update flyway_schema_history set checksum = 1 where version = '202611300902'");
    assertThatThrownBy(() -> open(engine))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("its schema is not of this version of Hallmark. ")
        .hasMessageContaining("202611300902")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void laterMigration_isRunOnceAndKeepsRows() {
    given(MODEL);
    Engine later = MoreMigrations.of(engine, "later");
    try (Database database = open(later)) {
      assertThat(rows("select name from later")).containsExactly("fraud");
      assertThat(rows("select rating from registered_model")).containsExactly("7");
      assertThat(database.isReady()).isTrue();
    }
  }

  @Test
  void schemaOfALaterVersion_isRefused() {
    given(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '300001010000', 'later', 'SQL', 'V300001010000__later.sql', 'x', 1, true)");
    assertThatThrownBy(() -> open(engine))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("its schema is not of this version of Hallmark. ")
        .hasMessageContaining("300001010000");
  }
}
