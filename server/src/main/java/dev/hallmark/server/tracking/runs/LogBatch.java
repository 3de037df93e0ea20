package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.Params;
import java.util.List;

/** Metrics, parameters and tags that are logged together, all or none. */
public record LogBatch(List<NewMetric> metrics, List<KeyValue> params, List<KeyValue> tags) {
  private static final int MOST_METRICS = 1000;
  private static final int MOST_PARAMS = 100;
  private static final int MOST_TAGS = 100;
  private static final int MOST_TOGETHER = 1000;

  public LogBatch {
    Params.requireDistinct(params);
    metrics = List.copyOf(metrics);
    params = List.copyOf(params);
    tags = List.copyOf(tags);
  }

  /** To be asked before the lists are read in detail, so that a huge one costs nothing. */
  public static void requireCounts(int metrics, int params, int tags) {
    requireAtMost(MOST_METRICS, "metrics", metrics);
    requireAtMost(MOST_PARAMS, "params", params);
    requireAtMost(MOST_TAGS, "tags", tags);
    requireAtMost(MOST_TOGETHER, "metrics, params, and tags", metrics + params + tags);
  }

  private static void requireAtMost(int most, String field, int count) {
    if (count > most) {
      throw RegistryException.invalid(Subject.RUN, Reason.OUT_OF_RANGE, field, count, most);
    }
  }
}
