package dev.hallmark.server.tracking.metrics;

import dev.hallmark.server.tracking.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Samples a long history for a chart. As in MLflow 3.17, the history is divided into intervals of equal length, of which the first ones can
 * be longer by one point. The sample has the first point of each interval, but the last point of the last interval.
 */
final class EvenSample implements Consumer<MetricPoint> {
  private final long count;
  private final int most;
  private final List<MetricPoint> picked = new ArrayList<>();
  private long seen;

  /**
   * @param count the number of points in the history
   * @param most the number of points in the sample, at least 1
   */
  EvenSample(long count, int most) {
    this.count = count;
    this.most = most;
  }

  List<MetricPoint> picked() {
    return List.copyOf(picked);
  }

  /** Adds the next point. Points beyond the count, which were logged after counting, are ignored. */
  @Override
  public void accept(MetricPoint point) {
    if (isWanted(seen)) {
      picked.add(point);
    }
    seen++;
  }

  private boolean isWanted(long place) {
    if (count <= most || place >= count - 1) {
      return place < count;
    }
    long length = count / most;
    long firstShorter =
        count % most * (length + 1); // the index of the first interval with this length
    return place < firstShorter
        ? place % (length + 1) == 0
        : place < count - length && (place - firstShorter) % length == 0;
  }
}
