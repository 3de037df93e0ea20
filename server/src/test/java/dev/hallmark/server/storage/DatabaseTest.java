package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.engine.H2;
import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.storage.migration.CopyBeforeMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir
  Path temporary;

  private Path folder() {
    return temporary.resolve("new/data");
  }

  @Test
  void file_keepsWhatWasWrittenAcrossACleanClose() {
    try (Database database = Database.file(folder())) {
      new Writes(database, List.of()).run(tx -> insert(tx, "kept"));
    }
    try (Database database = Database.file(folder())) {
      assertThat(names(database.jdbi())).containsExactly("kept");
    }
  }

  @Test
  void file_opensWhatAKilledServerLeft() throws IOException {
    Path left = temporary.resolve("left");
    Files.createDirectories(left);
    try (Database database = Database.file(folder())) {
      new Writes(database, List.of()).run(tx -> insert(tx, "acknowledged"));
      Files.copy(folder().resolve("hallmark.mv.db"), left.resolve("hallmark.mv.db"));
    }
    try (Database database = Database.file(left)) {
      assertThat(names(database.jdbi())).containsExactly("acknowledged");
    }
  }

  @Test
  void file_thatWasLeftInTheMiddleOfAMigration_isMigratedFromItsCopy() throws Exception {
    try (Database database = Database.file(folder())) {
      new Writes(database, List.of()).run(tx -> insert(tx, "kept"));
    }
    Path copy = folder().resolve("hallmark.mv.db.before-migration");
    assertThat(copy).as("of a migration that was completed").doesNotExist();
    Files.copy(folder().resolve("hallmark.mv.db"), copy);
    forgetLastMigration();
    try (Database database = Database.file(folder())) {
      assertThat(names(database.jdbi())).containsExactly("kept");
      assertThat(copy).doesNotExist();
    }
  }

  /** Its tables are there, but not that they were made: H2 commits the two one after the other. */
  private void forgetLastMigration() throws SQLException {
    change("delete from \"flyway_schema_history\" where \"version\" = '202611300908'");
  }

  private void change(String sql) throws SQLException {
    String url = "jdbc:h2:file:" + folder().resolve("hallmark")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("shutdown"); // the database says itself that it stays open
    }
  }

  @Test
  void file_whoseMigrationFailed_isOpenedAsItWasBefore() throws IOException {
    try (Database database = Database.file(folder())) {
      new Writes(database, List.of()).run(tx -> insert(tx, "kept"));
    }
    Path file = folder().resolve("hallmark.mv.db");
    Path copy = folder().resolve("hallmark.mv.db.before-migration");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> openWithMigrations("failing")).isInstanceOf(StorageException.class);
    assertThat(copy).hasBinaryContent(before);
    try (Database database = Database.file(folder())) {
      assertThat(copy).doesNotExist();
      assertThat(names(database.jdbi())).containsExactly("kept");
    }
  }

  @Test
  void file_thatWasMigrated_hasNoCopyLeft() {
    try (Database database = Database.file(folder())) {
      new Writes(database, List.of()).run(tx -> insert(tx, "kept"));
    }
    try (Database database = openWithMigrations("later")) {
      assertThat(names(database.jdbi())).containsExactly("kept");
      assertThat(folder().resolve("hallmark.mv.db.before-migration")).doesNotExist();
    }
    assertThatThrownBy(() -> Database.file(folder()))
        .as("by the version before")
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("its schema is not of this version of Hallmark. ");
  }

  private Database openWithMigrations(String more) {
    CopyBeforeMigration backup = new CopyBeforeMigration(folder().resolve("hallmark.mv.db"));
    H2 engine = H2.file(folder().resolve("hallmark"), backup);
    return Database.open(MoreMigrations.of(engine, more), () -> {}, failure -> {
      throw new AssertionError(failure);
    });
  }

  @Test
  void file_ofADevelopmentVersion_isRefusedAndUnchanged() throws Exception {
    Database.file(folder()).close();
    change("update \"flyway_schema_history\" set \"version\" = '22'"
        + " where \"version\" = '202611300908'");
    Map<String, String> before = contents();
    assertThatThrownBy(() -> Database.file(folder()))
        .isInstanceOf(StorageException.class)
        .hasMessage("the database cannot be opened: "
            + folder().resolve("hallmark.mv.db").toAbsolutePath()
            + " was created by a development version of Hallmark before the first release;"
            + " start with another data folder (--data) or another database (--database)");
    assertThat(contents()).isEqualTo(before);
  }

  private Map<String, String> contents() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.collect(
          Collectors.toMap(file -> file.getFileName().toString(), file -> Sha256.hex(bytes(file))));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void file_isForItsOwnerAlone() throws IOException {
    try (Database database = Database.file(folder())) {
      assertThat(names(database.jdbi())).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
          .isEqualTo("rwx------");
      try (var files = Files.list(folder())) {
        assertThat(files)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void file_refusesASecondServerAndLeavesTheFirstAlone() {
    try (Database first = Database.file(folder())) {
      assertThatThrownBy(() -> Database.file(folder()))
          .isInstanceOf(StorageException.class)
          .hasMessage("another Hallmark server is using the data folder " + folder());
      new Writes(first, List.of()).run(tx -> insert(tx, "still working"));
    }
    try (Database next = Database.file(folder())) {
      assertThat(names(next.jdbi())).containsExactly("still working");
    }
  }

  @Test
  void file_refusesAFileThatIsNoDatabaseInOneLineAndReleasesTheFolder() throws IOException {
    Files.createDirectories(folder());
    Path file = folder().resolve("hallmark.mv.db");
    Files.writeString(file, "x".repeat(20_000));
    assertThatThrownBy(() -> Database.file(folder()))
        .isInstanceOf(StorageException.class)
        .message()
        .startsWith("the database cannot be opened: ")
        .doesNotContain("\n");
    Files.delete(file);
    Database.file(folder()).close();
  }

  @Test
  void file_refusesAFolderThatIsAFile() throws IOException {
    Path notAFolder = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> Database.file(notAFolder))
        .isInstanceOf(StorageException.class)
        .message()
        .startsWith("the data folder " + notAFolder + " cannot be used: ");
  }

  @Test
  void file_refusesASchemaThatANewerServerMade() {
    try (Database database = Database.file(folder())) {
      database
          .jdbi()
          .useHandle(
              handle -> handle.execute(
                  "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                      + " \"script\", \"installed_by\", \"execution_time\", \"success\")"
                      + " values (9999, '300001010000', 'later', 'SQL', 'V300001010000__later.sql', 'x', 1, true)"));
    }
    assertThatThrownBy(() -> Database.file(folder()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("300001010000");
  }

  @Test
  void memory_databasesAreApart() {
    try (Database one = Database.memory();
        Database other = Database.memory()) {
      new Writes(one, List.of()).run(tx -> insert(tx, "one"));
      assertThat(names(other.jdbi())).isEmpty();
    }
  }

  private static void insert(Tx tx, String name) {
    tx.handle().execute("create table if not exists names (name varchar)");
    tx.handle().execute("insert into names values (?)", name);
  }

  private static List<String> names(Jdbi jdbi) {
    return jdbi.withHandle(handle -> {
      boolean absent = handle
          .createQuery("select count(*) from information_schema.tables where table_name = 'names'")
          .mapTo(Integer.class)
          .one()
          .equals(0);
      return absent
          ? List.<String>of()
          : handle.createQuery("select name from names").mapTo(String.class).list();
    });
  }
}
