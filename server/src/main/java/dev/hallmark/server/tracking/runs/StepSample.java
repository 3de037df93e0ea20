package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.runs.MetricHistoryStore.RunStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Picks some of the steps that a metric was logged at, for a curve that needs no more points than a screen has. */
final class StepSample {
  private StepSample() {}

  /** Evenly spread over all steps in their order, at most {@code most}; and besides them each run's first and last. */
  static List<Long> of(List<RunStep> steps, int most) {
    List<Long> all = steps.stream().map(RunStep::step).distinct().sorted().toList();
    if (all.size() <= most) {
      return all;
    }
    TreeSet<Long> sample = new TreeSet<>();
    for (int i = 0; i < most; i++) {
      sample.add(all.get((int) ((long) i * all.size() / most)));
    }
    Map<Long, Long> first = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    for (RunStep each : steps) {
      first.merge(each.run(), each.step(), Math::min);
      last.merge(each.run(), each.step(), Math::max);
    }
    sample.addAll(first.values());
    sample.addAll(last.values());
    return List.copyOf(sample);
  }
}
