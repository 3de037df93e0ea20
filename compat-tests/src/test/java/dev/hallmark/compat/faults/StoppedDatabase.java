package dev.hallmark.compat.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.compat.faults.Ledger.AuditLine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The database of a server that has ended, read past the server: the clients cannot see its audit. */
final class StoppedDatabase implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Connection connection;

  StoppedDatabase(String jdbcUrl) throws SQLException {
    connection = DriverManager.getConnection(jdbcUrl);
  }

  /** The embedded database in this data folder. */
  static StoppedDatabase in(Path data) throws SQLException {
    return new StoppedDatabase(
        "jdbc:h2:file:" + data.resolve("hallmark")
            + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
  }

  /** Models whose version numbers are not 1, 2, 3 … up to the highest that was given. */
  List<String> numbersOutOfOrder() throws SQLException {
    return texts("""
        SELECT m.name || ': ' || COUNT(v.version) || ' versions, highest ' || m.last_version
        FROM registered_model m LEFT JOIN model_version v ON v.model_id = m.id
        GROUP BY m.id, m.name, m.last_version
        HAVING COUNT(DISTINCT v.version) <> m.last_version OR COALESCE(MAX(v.version), 0) <> m.last_version
        """);
  }

  /** Models whose history in the audit is not 1, 2, 3 … up to their revision. */
  List<String> revisionsOutOfOrder() throws SQLException {
    return texts("""
        SELECT m.name || ': ' || COUNT(a.id) || ' entries, revision ' || m.revision
        FROM registered_model m
        LEFT JOIN audit a ON a.object_kind = 'REGISTERED_MODEL' AND a.object_id = m.id
        GROUP BY m.id, m.name, m.revision
        HAVING COUNT(a.id) <> m.revision OR COUNT(DISTINCT a.revision) <> m.revision
            OR MIN(a.revision) <> 1 OR MAX(a.revision) <> m.revision
        """);
  }

  /** The digests of all sealed versions. */
  Set<String> digests() throws SQLException {
    return new HashSet<>(texts("SELECT digest FROM model_version WHERE digest <> ''"));
  }

  /** The places below the artifact store where a sealed version's record lies. */
  List<String> records() throws SQLException {
    return texts(
        "SELECT 'versions/' || model_id || '/' || version || '.json' FROM model_version WHERE digest <> ''");
  }

  /** The changes that have no entry in the audit. */
  List<AuditLine> missing(List<AuditLine> acknowledged) throws SQLException {
    Set<String> entries = new HashSet<>();
    for (AuditLine each : audit()) {
      entries.add(key(each, each.details()));
    }
    return acknowledged.stream()
        .filter(each -> !entries.contains(key(each, each.details())))
        .toList();
  }

  private static String key(AuditLine line, Map<String, String> details) {
    List<String> distinguishing = switch (line.operation()) {
      case "VersionCreated" -> List.of("version", "source");
      case "AliasSet" -> List.of("alias", "after");
      case "ModelTagSet" -> List.of("key", "after");
      case "VersionTagSet", "VersionTransitioned" -> List.of("version", "after");
      default -> List.of();
    };
    return line.operation() + " " + line.object() + " "
        + distinguishing.stream().map(details::get).toList();
  }

  private List<AuditLine> audit() throws SQLException {
    List<AuditLine> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT operation, object_name, details FROM audit")) {
      while (rows.next()) {
        lines.add(new AuditLine(rows.getString(1), rows.getString(2), fields(rows.getString(3))));
      }
    }
    return lines;
  }

  private static Map<String, String> fields(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      Map<String, String> fields = new HashMap<>();
      node.fields()
          .forEachRemaining(field -> fields.put(field.getKey(), field.getValue().asText()));
      return fields;
    } catch (JsonProcessingException e) {
      throw new AssertionError("an audit entry's details are not JSON: " + json, e);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
