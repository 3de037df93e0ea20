package dev.hallmark.server.schema;

import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.engine.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;

/**
 * The folders of a schema: {@code h2} is the data folder of a server, {@code postgresql} that of another one with its
 * database as {@code rows.sql}. Each has its number of rows per table in {@code counts.txt}.
 *
 * @param version of the last migration
 */
record Fixture(String version) {
  static final Path ROOT = Path.of("src/test/resources/schema");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern FILE = Pattern.compile("V(\\d+)__\\w+\\.sql");

  /** All, the oldest first. */
  static List<Fixture> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> new Fixture(folder.getFileName().toString()))
          .sorted(java.util.Comparator.comparing(Fixture::version))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that belongs to the migrations of today, which may not have been made yet. */
  static Fixture newest() {
    return new Fixture(migrations().stream()
        .map(file -> FILE.matcher(file.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .max(String::compareTo)
        .orElseThrow());
  }

  /** The files of migrations of all engines, relative to their folder. */
  static List<Path> migrations() {
    try (Stream<Path> files = Files.walk(MIGRATIONS)) {
      return files
          .filter(Files::isRegularFile)
          .map(MIGRATIONS::relativize)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path migration(Path file) {
    return MIGRATIONS.resolve(file);
  }

  Path h2() {
    return ROOT.resolve(version).resolve("h2");
  }

  Path postgresql() {
    return ROOT.resolve(version).resolve("postgresql");
  }

  /** Makes the tables of this schema in an empty PostgreSQL database, and fills them. */
  void restore(String url) throws IOException, SQLException {
    Engine engine = new Postgres(url, "", "");
    Flyway.configure()
        .dataSource(engine.single())
        .locations(engine.migrations().toArray(String[]::new))
        .placeholders(Map.of("text", engine.text()))
        .target(version)
        .load()
        .migrate();
    try (Connection connection = engine.single().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(postgresql().resolve("rows.sql")));
    }
  }

  static Map<String, Long> expectedCounts(Path folder) {
    try (Stream<String> lines = Files.lines(folder.resolve("counts.txt"))) {
      return lines
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(
              parts -> parts[0], parts -> Long.parseLong(parts[1]), Long::sum, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Long> counts(Handle handle, Iterable<String> tables) {
    Map<String, Long> counts = new TreeMap<>();
    for (String table : tables) {
      counts.put(
          table,
          handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }
    return counts;
  }
}
