package dev.hallmark.server.registry;

import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.registry.RegisteredModel.Alias;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.LatestVersions;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.registry.versions.VersionReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads models with tags, aliases and latest versions, in a fixed number of statements however many models are read. */
final class ModelReads {
  private static final String SELECT =
      "SELECT m.id, m.name, m.description, m.created_by, m.created_at, m.updated_at, "
          + LatestVersions.COLUMNS;

  private static final String BY_NAME =
      SELECT + " FROM registered_model m WHERE m.workspace = :workspace AND m.name = :name";

  private static final String COUNTED = """
      SELECT count(*) FROM (
        SELECT 1 AS one FROM registered_model m WHERE m.workspace = :workspace AND NOT m.is_prompt""";

  private static final String BY_IDS =
      SELECT + " FROM unnest(:ids) AS wanted(id) JOIN registered_model m ON m.id = wanted.id";

  private static final String TAGS = """
      SELECT t.model_id, t.tag_key, t.tag_value
      FROM unnest(:ids) AS wanted(id) JOIN model_tag t ON t.model_id = wanted.id
      ORDER BY t.tag_key
      """;

  private static final String ALIASES = """
      SELECT a.model_id, a.alias, a.version
      FROM unnest(:ids) AS wanted(id) JOIN model_alias a ON a.model_id = wanted.id
      ORDER BY a.alias
      """;

  private final Handle handle;
  private final Visibility visible;

  /** Reads all models. */
  ModelReads(Handle handle) {
    this(handle, Visibility.ALL);
  }

  /** @param visible restricts models found by name and counts */
  ModelReads(Handle handle, Visibility visible) {
    this.handle = handle;
    this.visible = visible;
  }

  /** Counts the models of the workspace, without prompts, up to this maximum. */
  int countUpTo(String workspace, int most) {
    String sql = COUNTED + visible.and("m.id") + " LIMIT :most) AS counted";
    try (Query query = handle.createQuery(sql)) {
      return visible
          .bind(query)
          .bind("workspace", workspace)
          .bind("most", most)
          .mapTo(Integer.class)
          .one();
    }
  }

  Optional<RegisteredModel> find(String workspace, String name) {
    return complete(rows(byName(workspace, name))).stream().findFirst();
  }

  /** Reads models by their distinct internal ids, in this order. Leaves out models that have been deleted. */
  List<RegisteredModel> byIds(List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, RegisteredModel> found = new HashMap<>(ids.size() * 2);
    Query query = handle.createQuery(BY_IDS).bindArray("ids", Long.class, ids);
    complete(rows(query)).forEach(model -> found.put(model.id(), model));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private Query byName(String workspace, String name) {
    return visible
        .bind(handle.createQuery(BY_NAME + visible.and("m.id")))
        .bind("workspace", workspace)
        .bind("name", name);
  }

  private List<RegisteredModel> complete(List<Row> rows) {
    List<Long> ids = rows.stream().map(Row::id).toList();
    Map<Long, Details> details = details(ids);
    List<Long> versionIds =
        rows.stream().flatMap(row -> row.latest.values().stream()).toList();
    Map<Long, ModelVersion> versions = new HashMap<>();
    new VersionReads(handle).byIds(versionIds).forEach(v -> versions.put(v.id(), v));
    return rows.stream().map(row -> row.join(details.get(row.id), versions)).toList();
  }

  private Map<Long, Details> details(List<Long> ids) {
    Map<Long, Details> found = new HashMap<>(ids.size() * 2);
    ids.forEach(id -> found.put(id, new Details(new ArrayList<>(), new ArrayList<>())));
    // two statements, because H2 does not cache a compiled UNION
    read(
        TAGS,
        ids,
        row -> found
            .get(row.getLong("model_id"))
            .tags
            .add(new Tag(row.getString("tag_key"), HeapBudget.read(row.getString("tag_value")))));
    read(
        ALIASES,
        ids,
        row -> found
            .get(row.getLong("model_id"))
            .aliases
            .add(new Alias(HeapBudget.read(row.getString("alias")), row.getInt("version"))));
    return found;
  }

  private interface RowUse {
    void use(ResultSet row) throws SQLException;
  }

  private void read(String sql, List<Long> ids, RowUse use) {
    if (ids.isEmpty()) {
      return;
    }
    try (Query query = handle.createQuery(sql).bindArray("ids", Long.class, ids)) {
      query.scanResultSet((rows, ctx) -> {
        for (ResultSet row = rows.get(); row.next(); ) {
          use.use(row);
        }
        return ids;
      });
    }
  }

  private static List<Row> rows(Query query) {
    try (query) {
      return query.map((row, ctx) -> Row.of(row)).list();
    }
  }

  private record Details(List<Tag> tags, List<Alias> aliases) {}

  private record Row(
      long id,
      String name,
      String description,
      String createdBy,
      long createdAt,
      long updatedAt,
      Map<Stage, Long> latest) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("id"),
          row.getString("name"),
          HeapBudget.read(row.getString("description")),
          row.getString("created_by"),
          row.getLong("created_at"),
          row.getLong("updated_at"),
          LatestVersions.ids(row));
    }

    RegisteredModel join(Details details, Map<Long, ModelVersion> versions) {
      List<ModelVersion> latestVersions =
          latest.values().stream().map(versions::get).filter(Objects::nonNull).toList();
      return new RegisteredModel(
          id,
          name,
          description,
          createdBy,
          createdAt,
          updatedAt,
          details.tags,
          details.aliases,
          latestVersions);
    }
  }
}
