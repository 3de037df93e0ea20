package dev.hallmark.server.tracking.metrics;

import dev.hallmark.server.tracking.MetricPoint;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Reads of table {@code metric}. */
interface MetricHistoryStore {
  record RunKey(long id, String uuid, long experiment) {}

  /** Includes deleted runs. Unknown ids are left out. */
  @SqlQuery("""
      SELECT r.id, r.run_uuid AS uuid, r.experiment_id AS experiment FROM run r JOIN experiment e ON e.id = r.experiment_id
      WHERE r.run_uuid = ANY(:uuids) AND e.workspace = :workspace
      """)
  @RegisterConstructorMapper(RunKey.class)
  List<RunKey> runs(String workspace, List<String> uuids);

  /** The position after a page. */
  record Place(long ts, long step, double stored, boolean nan) {
    /** The position before all values, since times are never negative. */
    static final Place START = new Place(-1, 0, 0, false);
  }

  /** ORDER BY has all columns of the primary key; otherwise H2 sorts all rows instead of using the index. */
  @SqlQuery("""
      SELECT metric_key, metric_value, is_nan, ts, step FROM metric
      WHERE run_id = :run AND metric_key = :key AND ts >= :after.ts
        AND (ts, step, metric_value, is_nan) > (:after.ts, :after.step, :after.stored, :after.nan)
      ORDER BY run_id, metric_key, ts, step, metric_value, is_nan
      FETCH FIRST :limit ROWS ONLY
      """)
  @UseRowMapper(MetricPoint.Mapper.class)
  List<MetricPoint> page(long run, String key, @BindMethods("after") Place after, int limit);

  record RunCount(long run, long points) {}

  @SqlQuery("""
      SELECT run_id AS run, count(*) AS points FROM metric
      WHERE run_id = ANY(:runs) AND metric_key = :key AND step >= :first AND step <= :last
      GROUP BY run_id
      """)
  @RegisterConstructorMapper(RunCount.class)
  List<RunCount> counts(List<Long> runs, String key, long first, long last);

  /** Ordered by step, time and value. Must be called inside {@link dev.hallmark.server.storage.StreamingReads}. */
  @SqlQuery("""
      SELECT metric_key, metric_value, is_nan, ts, step FROM metric
      WHERE run_id = :run AND metric_key = :key AND step >= :first AND step <= :last
      ORDER BY step, ts, metric_value, is_nan
      """)
  @FetchSize(1_000)
  @UseRowMapper(MetricPoint.Mapper.class)
  void bySteps(long run, String key, long first, long last, Consumer<MetricPoint> each);
}
