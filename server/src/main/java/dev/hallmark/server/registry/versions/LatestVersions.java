package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The highest version in each stage, each read by one index lookup. */
public final class LatestVersions {
  private static final Map<Stage, String> NAMES = Stream.of(Stage.values())
      .collect(Collectors.toMap(
          stage -> stage, stage -> "latest_" + stage.name().toLowerCase(Locale.ROOT)));

  /** One column for each stage, in the order of {@link Stage}: the internal id or null. To be selected from registered_model m. */
  public static final String COLUMNS =
      Stream.of(Stage.values()).map(LatestVersions::column).collect(Collectors.joining(", "));

  private static final String BY_NAME = "SELECT " + COLUMNS
      + " FROM registered_model m WHERE m.workspace = :workspace AND m.name = :name";

  private LatestVersions() {}

  private static String column(Stage stage) {
    return """
        (SELECT x.id FROM model_version x WHERE x.model_id = m.id AND x.stage = '%s'
         ORDER BY x.model_id, x.stage, x.version DESC LIMIT 1) AS %s""".formatted(stage.label(), NAMES.get(stage));
  }

  /** The internal ids by stage. Throws NOT_FOUND if the model does not exist or is not visible to the caller. */
  static Map<Stage, Long> ids(Handle handle, AuthorizedCaller caller, ModelName name) {
    Visibility visible = caller.visible(Resource.Kind.REGISTERED_MODEL);
    try (Query query = handle.createQuery(BY_NAME + visible.and("m.id"))) {
      return visible
          .bind(query)
          .bind("workspace", caller.workspace())
          .bind("name", name.value())
          .map((row, ctx) -> ids(row))
          .findFirst()
          .orElseThrow(() -> ModelChanges.unknown(name));
    }
  }

  /** Reads {@link #COLUMNS} from a row. */
  public static Map<Stage, Long> ids(ResultSet row) throws SQLException {
    Map<Stage, Long> ids = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      long id = row.getLong(NAMES.get(stage));
      if (!row.wasNull()) {
        ids.put(stage, id);
      }
    }
    return ids;
  }
}
