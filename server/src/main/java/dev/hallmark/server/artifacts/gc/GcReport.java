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

  static void add(Tx tx, GcStore.Row run, Sweep sweep) {
    add(tx.attach(GcStore.class), run.id(), sweep.totals(), sweep.listed());
  }

  /** Adds only what was removed: a step that is repeated finds everything else again. */
  static void addRemoved(Tx tx, GcStore.Row run, Sweep sweep) {
    if (!run.dryRun()) {
      add(
          tx.attach(GcStore.class),
          run.id(),
          sweep.totals().stream()
              .filter(each -> each.outcome() == Outcome.FREED)
              .toList(),
          sweep.listed().stream()
              .filter(each -> each.outcome() == Outcome.FREED)
              .toList());
    }
  }

  private static void add(GcStore store, long run, List<Total> totals, List<Found> found) {
    Map<Key, Long> before = store.totals(run).stream()
        .collect(Collectors.toMap(each -> new Key(each.kind(), each.outcome()), Total::objects));
    for (Total each : totals) {
      if (store.increase(run, each) == 0) {
        store.addTotal(run, each);
      }
    }
    List<Found> listed = new ArrayList<>();
    for (Found each : found) {
      if (before.merge(new Key(each.kind(), each.outcome()), 1L, Long::sum) <= Sweep.MOST_LISTED) {
        listed.add(each);
      }
    }
    store.addObjects(run, listed);
  }
}
