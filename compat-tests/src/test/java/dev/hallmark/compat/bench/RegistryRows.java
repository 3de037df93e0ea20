package dev.hallmark.compat.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a registry of many models straight into the database of a stopped server, since the API would take hours. Each model
 * has nine versions, and one in 10,000 has 10,000 more. Of the rows of one size all but their number is alike:
 *
 * <ul>
 *   <li>model {@code n} is called {@code team-<n mod 100>-model-x<n>y}, so that a hundredth of all names has one prefix
 *   <li>its tags {@code t2}, {@code t3} and {@code t5} say {@code n} modulo 2, 3 and 5; {@code rare} is the same in ten
 *       models
 * </ul>
 */
final class RegistryRows {
  private static final int VERSIONS = 9;
  private static final int MORE_VERSIONS = 10_000;

  private static final String NAME = "'team-' || mod(n, 100) || '-model-x' || n || 'y'";
  private static final String MODELS =
      "insert into registered_model (workspace, name, name_folded, is_prompt, description, created_by, created_at,"
          + " updated_at, last_version, revision, revised_at, tag_bits) select 'default', " + NAME
          + ", "
          + NAME
          + ", false, '', 'bench', n, mod(n * 7919, 1000003), 9, 1, n, 0 from ";
  private static final String MODEL_TAGS =
      "insert into model_tag (model_id, tag_key, tag_value, value_prefix) select id, ";
  private static final String VERSION_COLUMNS =
      "insert into model_version (model_id, version, workspace, is_prompt, stage, status, status_message, description,"
          + " source, source_prefix, location, digest, run_id, run_link, logged_model_id, created_by, created_at, updated_at)"
          + " select m.id, ";
  private static final String VERSION_REST =
      ", 'READY', '', '', 's3://bucket/' || m.id, 's3://bucket/' || m.id, '', '', 'run-' || m.id, '', '', 'bench', m.id,"
          + " mod(m.id * 7919, 1000003) from registered_model m";

  private final String url;
  private final boolean h2;

  private RegistryRows(String url, boolean h2) {
    this.url = url;
    this.h2 = h2;
  }

  /** @param data of a server that has made its tables and ended by the time of {@link #load} */
  static RegistryRows h2(Path data) {
    return new RegistryRows(
        "jdbc:h2:file:" + data.resolve("hallmark")
            + ";IFEXISTS=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
        true);
  }

  static RegistryRows postgres(String url) {
    return new RegistryRows(url, false);
  }

  /** How many of so many have 10,009 versions: the first ones. */
  static int greatModels(int models) {
    return Math.max(1, models / 10_000);
  }

  void load(int models) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : statements(models)) {
        statement.execute(each);
      }
      if (h2) {
        statement.execute("shutdown compact"); // so much at once leaves the file full of holes
      }
    }
  }

  private List<String> statements(int models) {
    List<String> all = new ArrayList<>();
    for (int from = 1; from <= models; from += 10_000) {
      all.add(MODELS + numbers(from, Math.min(models, from + 9_999)));
    }
    for (int share : List.of(2, 3, 5)) {
      String value = "'v' || mod(id, " + share + ")";
      all.add(MODEL_TAGS + "'t" + share + "', " + value + ", " + value + " from registered_model");
    }
    String rare = "'v' || mod(id, " + models / 10 + ")";
    all.add(MODEL_TAGS + "'rare', " + rare + ", " + rare + " from registered_model");
    all.add(
        "update registered_model m set tag_bits = (select bit_or(bits_of_tag(t.tag_key, t.value_prefix))"
            + " from model_tag t where t.model_id = m.id)");
    all.add(
        "insert into model_alias (model_id, alias, version) select id, 'champion', 9 from registered_model");
    for (int version = 1; version <= VERSIONS; version++) {
      String stage = version == VERSIONS ? "'Production'" : "'None'";
      all.add(VERSION_COLUMNS + version + ", 'default', false, " + stage + VERSION_REST);
    }
    all.add(VERSION_COLUMNS + (VERSIONS) + " + n, 'default', false, 'None'" + VERSION_REST
        + " cross join " + numbers(1, MORE_VERSIONS) + " where m.id <= " + greatModels(models));
    all.add("insert into version_tag (version_id, tag_key, tag_value, value_prefix)"
        + " select id, 'checked', 'yes', 'yes' from model_version where version = 9");
    all.add("analyze");
    return all;
  }

  private String numbers(int from, int to) {
    return h2
        ? "(select \"X\" as n from system_range(" + from + ", " + to + ")) numbers"
        : "(select n from generate_series(" + from + ", " + to + ") n) numbers";
  }
}
