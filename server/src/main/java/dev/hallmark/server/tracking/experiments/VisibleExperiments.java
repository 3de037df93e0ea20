package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.Visibility;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads the experiments that are visible to a caller. */
record VisibleExperiments(Handle handle, AuthorizedCaller caller) {
  private static final String KNOWN = """
      SELECT e.id, e.active, e.lifecycle_revision, e.runs_up_to_date
      FROM experiment e WHERE e.id = ANY(:ids) AND e.workspace = :workspace
      """;
  private static final String COUNTED = """
      SELECT count(*) FROM (
        SELECT 1 AS one FROM experiment e WHERE e.workspace = :workspace AND e.active
      """;

  /** The existing experiments among these, sorted by id, including deleted ones. */
  List<VisibleExperiment> find(List<Long> ids) {
    Visibility visible = visible();
    try (Query query = query(KNOWN + visible.and("e.id") + " ORDER BY e.id", visible)) {
      return query
          .bindArray("ids", Long.class, ids)
          .map(ConstructorMapper.of(VisibleExperiment.class))
          .list();
    }
  }

  /** Counts experiments that are not deleted, up to this maximum. */
  int countUpTo(int most) {
    Visibility visible = visible();
    String sql = COUNTED + visible.and("e.id") + " LIMIT :most) AS counted";
    try (Query query = query(sql, visible)) {
      return query.bind("most", most).mapTo(Integer.class).one();
    }
  }

  private Visibility visible() {
    return caller.visible(Resource.Kind.EXPERIMENT);
  }

  private Query query(String sql, Visibility visible) {
    return visible.bind(handle.createQuery(sql)).bind("workspace", caller.workspace());
  }
}
