package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.runs.RunRows.OwnedPoint;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Tables {@code metric} and {@code latest_metric}. */
interface MetricStore {
  /** A point that is there already is left alone. */
  @SqlBatch(value = """
      insert into metric (run_id, metric_key, ts, step, metric_value, is_nan)
      values (:run, :key, :timestamp, :step, :stored, :isNan)
      on conflict do nothing
      """, transactional = false)
  void addPoints(long run, @BindMethods List<MetricPoint> points);

  @SqlQuery("""
      select run_id, metric_key, metric_value, is_nan, ts, step from latest_metric
      where run_id = any(:runs) order by run_id, metric_key
      """)
  @UseRowMapper(RunRows.PointMapper.class)
  List<OwnedPoint> latest(List<Long> runs);

  @SqlQuery("""
      select metric_key, metric_value, is_nan, ts, step from latest_metric
      where run_id = :run and metric_key = any(:keys)
      """)
  @UseRowMapper(MetricPoint.Mapper.class)
  List<MetricPoint> latest(long run, List<String> keys);

  @SqlBatch(value = """
      insert into latest_metric (run_id, metric_key, metric_value, is_nan, step, ts, experiment_id, start_time)
      values (:run, :key, :stored, :isNan, :step, :timestamp, :experiment, :startTime)
      """, transactional = false)
  void addLatest(long run, long experiment, long startTime, @BindMethods List<MetricPoint> points);

  @SqlBatch(value = """
      update latest_metric set metric_value = :stored, is_nan = :isNan, step = :step, ts = :timestamp
      where run_id = :run and metric_key = :key
      """, transactional = false)
  void changeLatest(long run, @BindMethods List<MetricPoint> points);
}
