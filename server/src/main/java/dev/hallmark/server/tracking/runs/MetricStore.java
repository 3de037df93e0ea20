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
  /** Does nothing for a value that already exists. */
  @SqlBatch(value = """
      INSERT INTO metric (run_id, metric_key, ts, step, metric_value, is_nan)
      VALUES (:run, :key, :timestamp, :step, :stored, :isNan)
      ON CONFLICT DO NOTHING
      """, transactional = false)
  void addPoints(long run, @BindMethods List<MetricPoint> points);

  @SqlQuery("""
      SELECT run_id, metric_key, metric_value, is_nan, ts, step FROM latest_metric
      WHERE run_id = ANY(:runs) ORDER BY run_id, metric_key
      """)
  @UseRowMapper(RunRows.PointMapper.class)
  List<OwnedPoint> latest(List<Long> runs);

  @SqlQuery("""
      SELECT metric_key, metric_value, is_nan, ts, step FROM latest_metric
      WHERE run_id = :run AND metric_key = ANY(:keys)
      """)
  @UseRowMapper(MetricPoint.Mapper.class)
  List<MetricPoint> latest(long run, List<String> keys);

  @SqlBatch(value = """
      INSERT INTO latest_metric (run_id, metric_key, metric_value, is_nan, step, ts, experiment_id, start_time)
      VALUES (:run, :key, :stored, :isNan, :step, :timestamp, :experiment, :startTime)
      """, transactional = false)
  void addLatest(long run, long experiment, long startTime, @BindMethods List<MetricPoint> points);

  @SqlBatch(value = """
      UPDATE latest_metric SET metric_value = :stored, is_nan = :isNan, step = :step, ts = :timestamp
      WHERE run_id = :run AND metric_key = :key
      """, transactional = false)
  void changeLatest(long run, @BindMethods List<MetricPoint> points);
}
