package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.gc.Sweep.Found;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.artifacts.gc.Sweep.Total;
import dev.hallmark.server.storage.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds what a step has found to the report of its run. */
final class GcReport {
  private record Key(GarbageKind kind, Outcome outcome) {}

  private GcReport() {}

  static void add(Tx tx, long run, Sweep sweep) {
    GcStore store = tx.attach(GcStore.class);
    Map<Key, Long> before = store.totals(run).stream()
        .collect(Collectors.toMap(each -> new Key(each.kind(), each.outcome()), Total::objects));
    for (Total each : sweep.totals()) {
      if (store.increase(run, each) == 0) {
        store.addTotal(run, each);
      }
    }
    List<Found> listed = new ArrayList<>();
    for (Found each : sweep.listed()) {
      if (before.merge(new Key(each.kind(), each.outcome()), 1L, Long::sum) <= Sweep.MOST_LISTED) {
        listed.add(each);
      }
    }
    store.addObjects(run, listed);
  }
}
