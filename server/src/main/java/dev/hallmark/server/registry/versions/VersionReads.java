package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultSetScanner;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads whole versions, each set in one statement. These are the registry's hottest reads: a Jdbi query with a reader by
 * hand costs a third less than a SqlObject.
 */
public final class VersionReads {
  /** No alias holds a comma. */
  private static final String COLUMNS = """
      SELECT v.id, m.name, v.version, v.stage, v.status, v.status_message, v.description,
             v.source, v.location, v.digest, v.run_id, v.logged_model_id, v.run_link,
             v.created_by, v.created_at, greatest(v.updated_at, m.versions_updated_at) AS updated_at,
             (SELECT string_agg(a.alias, ',' ORDER BY a.alias) FROM model_alias a
              WHERE a.model_id = v.model_id AND a.version = v.version) AS aliases,
             t.tag_key, t.tag_value
      """;

  /** A row per tag, and one for a version without. */
  private static final String SELECT = COLUMNS + """
      FROM registered_model m
      JOIN model_version v ON v.model_id = m.id
      LEFT JOIN version_tag t ON t.version_id = v.id
      """;

  private static final String BY_NUMBER = SELECT + """
      WHERE m.workspace = :workspace AND m.name = :name AND v.version = :version
      """;

  private static final String BY_ALIAS = SELECT + """
      WHERE m.workspace = :workspace AND m.name = :name
        AND v.version = (SELECT b.version FROM model_alias b WHERE b.model_id = m.id AND b.alias = :alias)
      """;

  private static final String ORDER = " ORDER BY v.id, t.tag_key";

  private static final String BY_SEAL = SELECT + """
      WHERE v.id = (SELECT b.id FROM model_version b
                    JOIN registered_model n ON n.id = b.model_id AND n.workspace = b.workspace
                    WHERE b.digest = :digest AND b.location = '' AND b.workspace = :workspace
                      AND (:run = '' OR b.run_id = :run)
                      AND (:loggedModel = '' OR b.logged_model_id = :loggedModel)
      """;

  private static final String FIRST = " ORDER BY b.digest, b.id LIMIT 1) ORDER BY t.tag_key";

  private static final String HAVE_SEAL = """
      SELECT EXISTS (SELECT 1 FROM model_version v
                     JOIN registered_model m ON m.id = v.model_id AND m.workspace = v.workspace
                     WHERE v.digest = :digest AND v.location = '' AND v.workspace = :workspace
      """;

  /** The ids come first: H2 then looks each one up, while it compares every row of {@code any(:ids)} with every id. */
  private static final String BY_IDS = COLUMNS + """
      FROM unnest(:ids) AS wanted(id)
      JOIN model_version v ON v.id = wanted.id
      JOIN registered_model m ON m.id = v.model_id AND m.workspace = v.workspace
      LEFT JOIN version_tag t ON t.version_id = v.id
      ORDER BY v.id, t.tag_key
      """;

  private final Handle handle;
  private final Visibility visible;

  /** Of versions of every model. */
  public VersionReads(Handle handle) {
    this(handle, Visibility.ALL);
  }

  /** @param visible the models whose versions are found, unless they are asked for by their internal ids */
  VersionReads(Handle handle, Visibility visible) {
    this.handle = handle;
    this.visible = visible;
  }

  static VersionReads visibleTo(AuthorizedCaller caller, Handle handle) {
    return new VersionReads(handle, caller.visible(Resource.Kind.REGISTERED_MODEL));
  }

  Optional<ModelVersion> find(String workspace, String name, int version) {
    return one(of(BY_NUMBER, workspace, name).bind("version", version));
  }

  Optional<ModelVersion> findByAlias(String workspace, String name, String alias) {
    return one(of(BY_ALIAS, workspace, name).bind("alias", alias));
  }

  /** The first version that has this seal; of this run and this logged model where they are not empty. */
  Optional<ModelVersion> findSealed(
      String workspace, String digest, String runId, String loggedModelId) {
    return one(visible
        .bind(handle.createQuery(BY_SEAL + visible.and("b.model_id") + FIRST))
        .bind("workspace", workspace)
        .bind("digest", digest)
        .bind("run", runId)
        .bind("loggedModel", loggedModelId));
  }

  /** Whether a version of this workspace has its files in the seal with this digest. */
  boolean haveSeal(String workspace, String digest) {
    String sql = HAVE_SEAL + visible.and("v.model_id") + ")";
    try (Query query = handle.createQuery(sql)) {
      return visible
          .bind(query)
          .bind("workspace", workspace)
          .bind("digest", digest)
          .mapTo(Boolean.class)
          .one();
    }
  }

  /** In the order of the internal ids given, all different. One that has gone meanwhile is left out. */
  public List<ModelVersion> byIds(List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, ModelVersion> found = new HashMap<>(ids.size() * 2);
    Query query = handle.createQuery(BY_IDS).bindArray("ids", Long.class, ids);
    read(query).forEach(version -> found.put(version.id(), version));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private Query of(String sql, String workspace, String name) {
    return visible
        .bind(handle.createQuery(sql + visible.and("m.id") + ORDER))
        .bind("workspace", workspace)
        .bind("name", name);
  }

  private static Optional<ModelVersion> one(Query query) {
    return read(query).stream().findFirst();
  }

  private static List<ModelVersion> read(Query query) {
    try (query) {
      ResultSetScanner<List<ModelVersion>> scanner = (rows, ctx) -> fold(rows.get());
      return query.scanResultSet(scanner);
    }
  }

  private static List<ModelVersion> fold(ResultSet rows) throws SQLException {
    List<ModelVersion> versions = new ArrayList<>();
    boolean more = rows.next();
    while (more) {
      long id = rows.getLong("id");
      ModelVersion bare = bare(rows, id);
      List<Tag> tags = new ArrayList<>();
      do {
        String key = rows.getString("tag_key");
        if (key != null) {
          tags.add(new Tag(key, HeapBudget.read(rows.getString("tag_value"))));
        }
        more = rows.next();
      } while (more && rows.getLong("id") == id);
      versions.add(bare.withTags(tags));
    }
    return versions;
  }

  private static ModelVersion bare(ResultSet row, long id) throws SQLException {
    String aliases = row.getString("aliases");
    return new ModelVersion(
        id,
        row.getString("name"),
        row.getInt("version"),
        Stage.of(row.getString("stage")),
        HeapBudget.read(row.getString("description")),
        source(row),
        row.getString("created_by"),
        row.getLong("created_at"),
        row.getLong("updated_at"),
        List.of(),
        aliases == null ? List.of() : List.of(aliases.split(",")));
  }

  private static VersionSource source(ResultSet row) throws SQLException {
    Origin origin = new Origin(
        HeapBudget.read(row.getString("source")),
        row.getString("run_id"),
        row.getString("run_link"),
        row.getString("logged_model_id"));
    VersionStatus status = VersionStatus.valueOf(row.getString("status"));
    return new SourceColumns(
            origin,
            row.getString("location"),
            row.getString("digest"),
            status,
            row.getString("status_message"))
        .source();
  }
}
