package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * One value of a metric. Values from clients are created by {@link #measured}.
 *
 * @param value may be NaN, but is never infinite
 * @param timestamp milliseconds since the epoch
 */
public record MetricPoint(String key, double value, long timestamp, long step) {
  /** The latest value of a metric is the greatest by this order. */
  public static final Comparator<MetricPoint> BY_AGE = Comparator.comparingLong(MetricPoint::step)
      .thenComparingLong(MetricPoint::timestamp)
      .thenComparingDouble(MetricPoint::stored);

  /** Replaces an infinite value by the largest finite one with its sign. Steps can be negative; negative timestamps are rejected. */
  public static MetricPoint measured(String key, double value, long timestamp, long step) {
    Keys.check(Subject.METRIC, "key", key);
    if (timestamp < 0) {
      throw RegistryException.invalid(
          Subject.METRIC, Reason.OUT_OF_RANGE, "timestamp", timestamp, key, value);
    }
    return new MetricPoint(key, finite(value), timestamp, step);
  }

  private static double finite(double value) {
    return Double.isNaN(value)
        ? value
        : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  public boolean isNan() {
    return Double.isNaN(value);
  }

  /** The value of the column: 0 for NaN, and 0 for −0, which PostgreSQL and H2 compare differently. */
  public double stored() {
    return isNan() ? 0 : value + 0.0;
  }

  /** Reads the columns metric_key, metric_value, is_nan, ts and step. */
  public static MetricPoint of(ResultSet row) throws SQLException {
    double value = row.getBoolean("is_nan") ? Double.NaN : row.getDouble("metric_value");
    return new MetricPoint(
        row.getString("metric_key"), value, row.getLong("ts"), row.getLong("step"));
  }

  public static final class Mapper implements RowMapper<MetricPoint> {
    @Override
    public MetricPoint map(ResultSet row, StatementContext ctx) throws SQLException {
      return of(row);
    }
  }
}
