package dev.hallmark.server.schema;

import dev.hallmark.server.storage.engine.Postgres;
import dev.hallmark.server.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.commons.io.FileUtils;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Makes the fixture of the newest schema. Never run again for one that is in the repository. */
@EnabledIfSystemProperty(named = "hallmark.fixture", matches = "true")
class NewFixtureTest {
  /** Not content: the first belongs to Flyway, the second is work under way. */
  private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "job");

  private final Fixture fixture = Fixture.newest();

  @TempDir
  Path folder;

  @Test
  void h2() throws IOException, SQLException {
    try (FixtureServer server = FixtureServer.start(folder, "")) {
      FixtureContent.write(server);
    }
    String url = "jdbc:h2:file:" + folder.resolve("hallmark")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    Jdbi.create(url).useHandle(handle -> writeCounts(handle, fixture.h2()));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown compact");
    }
    copy("hallmark.mv.db", fixture.h2());
    copy("secret.key", fixture.h2());
    copyArtifacts(fixture.h2());
  }

  @Test
  void postgresql() throws IOException {
    String url = PostgresServer.shared().emptyUrl();
    Files.writeString(folder.resolve("secret.key"), "0123456789abcdef0123456789abcdef");
    try (FixtureServer server = FixtureServer.start(folder, url)) {
      FixtureContent.write(server);
    }
    Jdbi.create(new Postgres(url, "", "").single()).useHandle(handle -> {
      writeCounts(handle, fixture.postgresql());
      Files.writeString(fixture.postgresql().resolve("rows.sql"), dump(handle));
    });
    copy("secret.key", fixture.postgresql());
    copyArtifacts(fixture.postgresql());
  }

  private void copy(String name, Path to) throws IOException {
    Files.copy(folder.resolve(name), to.resolve(name));
  }

  private void copyArtifacts(Path to) throws IOException {
    Path artifacts = folder.resolve("artifacts");
    FileUtils.deleteDirectory(artifacts.resolve(".tmp").toFile());
    FileUtils.copyDirectory(artifacts.toFile(), to.resolve("artifacts").toFile());
  }

  private static List<String> tables(Handle handle) {
    return handle
        .createQuery("select table_name from information_schema.tables"
            + " where table_schema = current_schema order by table_name")
        .mapTo(String.class)
        .filter(table -> !LEFT_OUT.contains(table))
        .list();
  }

  private static void writeCounts(Handle handle, Path to) throws IOException {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    Fixture.counts(handle, tables(handle))
        .forEach((table, count) -> lines.add(table + " " + count));
    FileUtils.deleteDirectory(to.toFile());
    Files.createDirectories(to);
    Files.writeString(to.resolve("counts.txt"), lines.toString());
  }

  /** Rows for a database whose tables are there already. */
  private static String dump(Handle handle) {
    List<String> tables = tables(handle);
    StringBuilder sql = new StringBuilder();
    sql.append("set session_replication_role = replica; -- foreign keys are not checked\n");
    sql.append("delete from ").append(String.join(";\ndelete from ", tables)).append(";\n");
    tables.forEach(table -> handle
        .createQuery("select * from " + table + " order by 1")
        .mapToMap()
        .forEach(row -> sql.append(insert(table, row))));
    handle
        .createQuery("select table_name, column_name from information_schema.columns"
            + " where table_schema = current_schema and is_identity = 'YES' order by 1")
        .mapToMap()
        .forEach(column -> sql.append(
            "select setval(pg_get_serial_sequence('%s', '%s'), coalesce(max(%2$s), 1)) from %1$s;\n"
                .formatted(column.get("table_name"), column.get("column_name"))));
    return sql.append("set session_replication_role = default;\n").toString();
  }

  private static String insert(String table, Map<String, Object> row) {
    StringJoiner values = new StringJoiner(", ");
    row.values().forEach(value -> values.add(literal(value)));
    return "insert into %s (%s) values (%s);\n"
        .formatted(table, String.join(", ", row.keySet()), values);
  }

  private static String literal(Object value) {
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : "" + value;
  }
}
