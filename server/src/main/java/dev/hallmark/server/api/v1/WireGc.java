package dev.hallmark.server.api.v1;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.gc.Sweep.Found;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.artifacts.gc.Sweep.Total;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A garbage collection as JSON.
 *
 * @param error null if nothing failed
 * @param endedAt null while it runs
 */
record WireGc(
    String id,
    String status,
    String error,
    boolean dryRun,
    String olderThan,
    String before,
    String requestedBy,
    String startedAt,
    String endedAt,
    List<WireTotal> freed,
    List<WireTotal> skipped,
    List<WireObject> objects) {
  record WireTotal(String kind, long objects, long bytes) {}

  record WireObject(String kind, String outcome, String name, String reason, long bytes) {
    static WireObject of(Found found) {
      return new WireObject(
          WireGc.name(found.kind()),
          WireGc.name(found.outcome()),
          found.name(),
          found.reason(),
          found.bytes());
    }
  }

  static WireGc of(GcRun run) {
    return new WireGc(
        Long.toString(run.id()),
        name(run.state()),
        V1Json.absentIfEmpty(run.error()),
        run.dryRun(),
        time(run.olderThan()),
        V1Json.time(run.cutoff()),
        run.requestedBy(),
        V1Json.time(run.startedAt()),
        run.endedAt() == 0 ? null : V1Json.time(run.endedAt()),
        totals(run, Outcome.FREED),
        totals(run, Outcome.SKIPPED),
        run.listed().stream().map(WireObject::of).toList());
  }

  private static List<WireTotal> totals(GcRun run, Outcome outcome) {
    return Arrays.stream(GarbageKind.values())
        .flatMap(kind ->
            run.totals().stream().filter(each -> each.kind() == kind && each.outcome() == outcome))
        .map(WireGc::total)
        .toList();
  }

  private static WireTotal total(Total total) {
    return new WireTotal(name(total.kind()), total.objects(), total.bytes());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String time(Duration time) {
    return time.toHours() % 24 == 0 ? time.toDays() + "d" : time.toHours() + "h";
  }
}
