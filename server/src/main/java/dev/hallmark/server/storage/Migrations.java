package dev.hallmark.server.storage;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.failures.SchemaException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Migrates the schema of a database. Throws {@link SchemaException}, with the database unchanged, if the schema is not one of this server.
 */
final class Migrations {
  /** The first migration of the first released schema. Development versions before it numbered their files from 1. */
  private static final MigrationVersion FIRST = MigrationVersion.fromVersion("202611300900");

  /** All tables of the schema. Each belongs to the package that reads it. */
  static final Set<String> TABLES = Set.of(
      "artifact",
      "artifact_store",
      "audit",
      "dataset",
      "experiment",
      "experiment_number",
      "experiment_tag",
      "former_name",
      "gc_object",
      "gc_run",
      "gc_total",
      "idempotent_response",
      "job",
      "latest_metric",
      "logged_model",
      "logged_model_metric",
      "logged_model_param",
      "logged_model_tag",
      "metric",
      "model_alias",
      "model_tag",
      "model_version",
      "param",
      "registered_model",
      "run",
      "run_dataset",
      "run_dataset_tag",
      "run_model",
      "run_tag",
      "seal",
      "seal_damage",
      "sealed_content",
      "secret_key",
      "version_tag",
      "workspace");

  private Migrations() {}

  /** Writes nothing if there are no pending migrations, so that a read-only database can be opened. */
  static void run(Engine engine, LogFlush flush) {
    Flyway flyway = Flyway.configure()
        .dataSource(engine.single())
        .locations(engine.migrations().toArray(String[]::new))
        .placeholders(Map.of("text", engine.text()))
        .ignoreMigrationPatterns(new String[0])
        .load();
    requireReleased(engine, flyway.info().applied());
    try {
      if (flyway.info().pending().length == 0) {
        flyway.validate();
      } else {
        flush.requireWritable();
        engine.backup().take();
        flyway.migrate();
      }
    } catch (FlywayValidateException e) {
      String applied = e.getMessage().lines().skip(1).findFirst().orElse("");
      throw new SchemaException("its schema is not of this version of Hallmark. " + applied);
    }
  }

  private static void requireReleased(Engine engine, MigrationInfo[] applied) {
    if (Arrays.stream(applied)
        .map(MigrationInfo::getVersion)
        .anyMatch(version -> version != null && version.compareTo(FIRST) < 0)) {
      throw new SchemaException(engine.location()
          + " was created by a development version of Hallmark before the first release;"
          + " start with another data folder (--data) or another database (--database)");
    }
  }

  /** Throws if a table is missing, since requests that need it would fail. */
  static void requireTables(Connection connection) throws SQLException {
    Set<String> missing = new TreeSet<>(TABLES);
    String query =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema";
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        missing.remove(rows.getString(1));
      }
    }
    if (!missing.isEmpty()) {
      throw new SchemaException("tables are missing or not accessible: "
          + String.join(", ", missing)
          + "; restore the database from a backup");
    }
  }
}
