package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.search.CaseFolding;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that an earlier version of the server wrote are what the present one would have written. */
abstract class MigrationContract {
  private static final String CRAB = "\ud83e\udd80";

  private Engine engine;

  /** On a database that is empty and has no tables yet. */
  abstract Engine engine();

  @BeforeEach
  void choose() {
    engine = engine();
  }

  /** The rest of the migrations, as a start of the server makes them. */
  private Database upgraded() {
    return Database.open(engine, () -> {}, failure -> {
      throw new AssertionError(failure);
    });
  }

  private void at(String version, List<String> statements) {
    Flyway.configure()
        .dataSource(engine.single())
        .locations(engine.migrations().toArray(String[]::new))
        .placeholders(Map.of("text", engine.text()))
        .target(version)
        .load()
        .migrate();
    Jdbi.create(engine.single()).useHandle(handle -> statements.forEach(handle::execute));
  }

  @Test
  void valueHeads_areThoseThatSearchesLookFor() {
    at(
        "12",
        List.of(
            "insert into experiment values (1, 'default', 'e', '', '', true, 0, 0, 0, 0)",
            "insert into run values (1, 'r', 1, '', '', '', 0, null, '', true, 0, 0)",
            "insert into logged_model values (1, 'm', 1, '', '', '', '', 1, '', true, 0, 0, 0, 0)"));
    List<String> values = List.of(
        "plain",
        "a".repeat(200),
        CRAB.repeat(49),
        CRAB.repeat(50),
        CRAB.repeat(51),
        CRAB.repeat(150),
        "a".repeat(99) + CRAB,
        "a".repeat(99) + CRAB + "b",
        "a".repeat(98) + CRAB,
        "a" + CRAB.repeat(60),
        "a" + CRAB.repeat(120),
        "\u65e5".repeat(120));
    Map<String, String> valueColumns = Map.of(
        "experiment_tag", "experiment_id, tag_key, tag_value, value_head",
        "run_tag", "run_id, tag_key, tag_value, value_head, experiment_id, start_time",
        "param", "run_id, param_key, param_value, value_head, experiment_id, start_time",
        "logged_model_tag", "model_id, tag_key, tag_value, value_head",
        "logged_model_param", "model_id, param_key, param_value, value_head");
    Jdbi.create(engine.single())
        .useHandle(handle -> valueColumns.forEach(
            (table, columns) -> values.forEach(value -> insert(handle, table, columns, value))));
    try (Database database = upgraded()) {
      for (String table : valueColumns.keySet()) {
        String value = table.endsWith("tag") ? "tag_value" : "param_value";
        assertThat(pairs(database.jdbi(), value, "value_head", table))
            .as(table)
            .isEqualTo(values.stream().collect(Collectors.toMap(v -> v, IndexPrefix::ofValue)));
      }
    }
  }

  @Test
  void foldedNames_areThoseThatSearchesLookFor() {
    List<String> names =
        List.of("Fraud-É", "ΑΣ", "ας", "ΑΣΒ", "Iıİi", "\u212aelvin", "straße", "\u00b5\u017f");
    at("12", List.of());
    Jdbi.create(engine.single())
        .useHandle(handle -> names.forEach(name -> handle.execute(
            "insert into registered_model (workspace, name, name_folded, is_prompt, description, created_by, created_at,"
                + " updated_at, last_version, revision, revised_at, tag_bits)"
                + " values ('default', ?, ?, false, '', '', 0, 0, 0, 0, 0, 0)",
            name,
            name.toLowerCase(Locale.ROOT))));
    try (Database database = upgraded()) {
      assertThat(pairs(database.jdbi(), "name", "name_folded", "registered_model"))
          .isEqualTo(names.stream().collect(Collectors.toMap(name -> name, CaseFolding::fold)));
    }
  }

  /** Model 1 was deleted in its second name, 2 has a name of 1's, 3 was deleted with a version before it, 4 without any. */
  @Test
  void formerNames_areThoseThatTheAuditTells() {
    at("13", List.of());
    Jdbi.create(engine.single()).useHandle(handle -> {
      model(handle, 2, "fraud", 1);
      model(handle, 5, "risk", 7);
      made(handle, 1, "fraud", 2, 1);
      made(handle, 1, "fraud", 3, 2);
      event(handle, "ModelRenamed", 1, "fraud", 4, "{\"before\":\"fraud\",\"after\":\"scam\"}");
      made(handle, 1, "scam", 5, 3);
      event(handle, "ModelDeleted", 1, "scam", 6, "{\"versions\":[1,2,3]}");
      made(handle, 2, "fraud", 2, 1);
      for (int version = 1; version <= 12; version++) {
        made(handle, 3, "churn", version + 1, version);
      }
      event(handle, "VersionDeleted", 3, "churn", 14, "{\"version\":12}");
      event(handle, "ModelDeleted", 3, "churn", 15, "{\"versions\":[1]}");
      event(handle, "ModelDeleted", 4, "empty", 2, "{\"versions\":[]}");
    });
    try (Database database = upgraded()) {
      assertThat(pairs(database.jdbi(), "name", "last_version", "former_name"))
          .isEqualTo(Map.of("fraud", "2", "scam", "3", "churn", "12"));
      assertThat(pairs(database.jdbi(), "name", "model_id", "former_name"))
          .isEqualTo(Map.of("fraud", "1", "scam", "1", "churn", "3"));
      assertThat(pairs(database.jdbi(), "name", "last_version", "registered_model"))
          .isEqualTo(Map.of("fraud", "2", "risk", "7"));
    }
  }

  private static void model(Handle handle, long id, String name, int lastVersion) {
    handle.execute(
        "insert into registered_model (id, workspace, name, name_folded, is_prompt, description, created_by, created_at,"
            + " updated_at, last_version, revision, revised_at, tag_bits)"
            + " values (?, 'default', ?, ?, false, '', '', 0, 0, ?, 0, 0, 0)",
        id,
        name,
        name,
        lastVersion);
  }

  private static void made(Handle handle, long model, String name, long revision, int version) {
    String details = "{\"version\":" + version + ",\"source\":\"s3://\\\"version\\\":99,\"}";
    event(handle, "VersionCreated", model, name, revision, details);
  }

  private static void event(
      Handle handle, String operation, long model, String name, long revision, String details) {
    handle.execute(
        "insert into audit (at, actor, door, request_id, address, operation, workspace, object_kind, object_id,"
            + " object_name, revision, details) values (0, '', '', '', '', ?, 'default', 'REGISTERED_MODEL', ?, ?, ?, ?)",
        operation,
        model,
        name,
        revision,
        details);
  }

  private static void insert(Handle handle, String table, String columns, String value) {
    int codePoints = Math.min(100, value.codePointCount(0, value.length()));
    String head = value.substring(0, value.offsetByCodePoints(0, codePoints));
    String more = columns.endsWith("start_time") ? ", 1, 0" : "";
    handle.execute(
        "insert into " + table + " (" + columns + ") values (1, ?, ?, ?" + more + ")",
        "k" + value.hashCode(),
        value,
        head);
  }

  private static Map<String, String> pairs(Jdbi jdbi, String left, String right, String table) {
    return jdbi.withHandle(handle -> handle
        .createQuery("select " + left + ", " + right + " from " + table)
        .reduceRows(new HashMap<>(), (all, row) -> {
          all.put(row.getColumn(left, String.class), row.getColumn(right, String.class));
          return all;
        }));
  }
}
