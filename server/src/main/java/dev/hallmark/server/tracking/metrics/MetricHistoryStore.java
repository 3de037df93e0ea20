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

  /** Deleted ones too. Unknown ones are left out. */
  @SqlQuery("""
      select r.id, r.run_uuid as uuid, r.experiment_id as experiment from run r join experiment e on e.id = r.experiment_id
      where r.run_uuid = any(:uuids) and e.workspace = :workspace
      """)
  @RegisterConstructorMapper(RunKey.class)
  List<RunKey> runs(String workspace, List<String> uuids);

  /** Where a page ended. */
  record Place(long ts, long step, double stored, boolean nan) {
    /** Before every point: times are never negative. */
    static final Place START = new Place(-1, 0, 0, false);
  }

  /** The order names every column of the primary key, for only then H2 walks it instead of sorting all points. */
  @SqlQuery("""
      select metric_key, metric_value, is_nan, ts, step from metric
      where run_id = :run and metric_key = :key and ts >= :after.ts
        and (ts, step, metric_value, is_nan) > (:after.ts, :after.step, :after.stored, :after.nan)
      order by run_id, metric_key, ts, step, metric_value, is_nan
      fetch first :limit rows only
      """)
  @UseRowMapper(MetricPoint.Mapper.class)
  List<MetricPoint> page(long run, String key, @BindMethods("after") Place after, int limit);

  record RunCount(long run, long points) {}

  @SqlQuery("""
      select run_id as run, count(*) as points from metric
      where run_id = any(:runs) and metric_key = :key and step >= :first and step <= :last
      group by run_id
      """)
  @RegisterConstructorMapper(RunCount.class)
  List<RunCount> counts(List<Long> runs, String key, long first, long last);

  /** By step, time and value. To be called in {@link dev.hallmark.server.storage.StreamingReads}. */
  @SqlQuery("""
      select metric_key, metric_value, is_nan, ts, step from metric
      where run_id = :run and metric_key = :key and step >= :first and step <= :last
      order by step, ts, metric_value, is_nan
      """)
  @FetchSize(1_000)
  @UseRowMapper(MetricPoint.Mapper.class)
  void bySteps(long run, String key, long first, long last, Consumer<MetricPoint> each);
}
