package dev.hallmark.server.tracking.metrics;

import dev.hallmark.server.tracking.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Picks points of a long history, for a curve that needs no more of them than a screen has. As in MLflow 3.17 the history
 * is cut into stretches of equal length, the first ones longer by one where that does not work out: of each the first point is
 * taken, and of the last one the last.
 */
final class EvenSample implements Consumer<MetricPoint> {
  private final long count;
  private final int most;
  private final List<MetricPoint> picked = new ArrayList<>();
  private long met;

  /**
   * @param count how many points will come
   * @param most points to pick, at least 1
   */
  EvenSample(long count, int most) {
    this.count = count;
    this.most = most;
  }

  List<MetricPoint> picked() {
    return List.copyOf(picked);
  }

  /** The next point. Those beyond the count, logged after it was taken, are left out. */
  @Override
  public void accept(MetricPoint point) {
    if (isWanted(met)) {
      picked.add(point);
    }
    met++;
  }

  private boolean isWanted(long place) {
    if (count <= most || place >= count - 1) {
      return place < count;
    }
    long length = count / most;
    long shorter = count % most * (length + 1); // where the stretches of that length begin
    return place < shorter
        ? place % (length + 1) == 0
        : place < count - length && (place - shorter) % length == 0;
  }
}
