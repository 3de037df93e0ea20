package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.Params;
import java.util.List;

/** Metrics, params and tags that are logged in one transaction. */
public record LogBatch(List<NewMetric> metrics, List<KeyValue> params, List<KeyValue> tags) {
  private static final int MAX_METRICS = 1000;
  private static final int MAX_PARAMS = 100;
  private static final int MAX_TAGS = 100;
  private static final int MAX_TOTAL = 1000;

  public LogBatch {
    Params.requireDistinct(params);
    metrics = List.copyOf(metrics);
    params = List.copyOf(params);
    tags = List.copyOf(tags);
  }

  /** Checks the sizes before the elements are converted, so that a huge request costs little. */
  public static void requireCounts(int metrics, int params, int tags) {
    requireAtMost(MAX_METRICS, "metrics", metrics);
    requireAtMost(MAX_PARAMS, "params", params);
    requireAtMost(MAX_TAGS, "tags", tags);
    requireAtMost(MAX_TOTAL, "metrics, params, and tags", metrics + params + tags);
  }

  private static void requireAtMost(int most, String field, int count) {
    if (count > most) {
      throw RegistryException.invalid(Subject.RUN, Reason.OUT_OF_RANGE, field, count, most);
    }
  }
}
