package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.page.PageToken;
import dev.hallmark.server.tracking.Chunks;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.runs.MetricHistoryStore.Place;
import dev.hallmark.server.tracking.runs.MetricHistoryStore.RunKey;
import dev.hallmark.server.tracking.runs.RunRows.OwnedPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The points of a metric over time. An unknown run or key has none. */
public final class MetricHistory {
  /** A page size that takes all. */
  public static final int ALL = Integer.MAX_VALUE - 1;

  private static final Comparator<OwnedPoint> BY_STEP = Comparator.comparingLong(
          (OwnedPoint owned) -> owned.point().step())
      .thenComparingLong(owned -> owned.point().timestamp())
      .thenComparingDouble(owned -> owned.point().stored());

  private final Jdbi jdbi;
  private final Access access;

  public MetricHistory(Jdbi jdbi, Access access) {
    this.jdbi = jdbi;
    this.access = access;
  }

  /** A point and the run that it was logged to. */
  public record RunPoint(String runId, MetricPoint point) {}

  /**
   * By time, step and value.
   *
   * @param token where the page before ended; empty for the first page
   */
  public Page<MetricPoint> of(Caller caller, String runId, String key, int limit, String token) {
    access.require(caller, Permission.READ);
    int query = Objects.hash(runId, key);
    Place after = token.isEmpty() ? Place.START : place(token, PageToken.decode(token, query));
    List<MetricPoint> points = jdbi.withExtension(MetricHistoryStore.class, store -> {
      List<RunKey> runs = store.runs(caller.workspace(), List.of(runId));
      return runs.isEmpty()
          ? List.<MetricPoint>of()
          : store.page(runs.get(0).id(), key, after, limit + 1);
    });
    if (points.size() <= limit) {
      return Page.last(points);
    }
    MetricPoint end = points.get(limit - 1);
    return new Page<>(points.subList(0, limit), token(query, end).encode());
  }

  private static PageToken token(int query, MetricPoint end) {
    return new PageToken(
        query,
        Stream.of(end.timestamp(), end.step(), end.stored(), end.isNan())
            .map(String::valueOf)
            .toList());
  }

  private static Place place(String token, PageToken read) {
    try {
      List<String> key = read.key();
      return new Place(
          Long.parseLong(key.get(0)),
          Long.parseLong(key.get(1)),
          Double.parseDouble(key.get(2)),
          Boolean.parseBoolean(key.get(3)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw RegistryException.invalid(Subject.PAGE_TOKEN, Reason.MALFORMED, "page_token", token);
    }
  }

  /** The first points of several runs: run by run as asked, by step, time and value. */
  public List<RunPoint> bulk(Caller caller, List<String> runIds, String key, int limit) {
    return ofRuns(caller, runIds, (store, runs) -> store.first(runs, key, limit)).stream()
        .limit(limit)
        .toList();
  }

  /**
   * A sample of the points of several runs: evenly spread over the steps between two, and each run's first and last.
   *
   * @param most steps to pick
   */
  public List<RunPoint> sample(
      Caller caller, List<String> runIds, String key, long first, long last, int most) {
    return ofRuns(caller, runIds, (store, runs) -> {
      List<Long> steps = StepSample.of(store.steps(runs, key, first, last), most);
      return Chunks.of(steps, some -> store.atSteps(runs, key, some));
    });
  }

  private List<RunPoint> ofRuns(
      Caller caller,
      List<String> runIds,
      BiFunction<MetricHistoryStore, List<Long>, List<OwnedPoint>> read) {
    access.require(caller, Permission.READ);
    List<String> distinct = runIds.stream().distinct().toList();
    return jdbi.withExtension(MetricHistoryStore.class, store -> {
      Map<String, Long> keys = store.runs(caller.workspace(), distinct).stream()
          .collect(Collectors.toMap(RunKey::uuid, RunKey::id));
      Map<Long, List<OwnedPoint>> points = read.apply(store, List.copyOf(keys.values())).stream()
          .collect(Collectors.groupingBy(OwnedPoint::owner));
      return distinct.stream()
          .filter(keys::containsKey)
          .flatMap(runId -> points.getOrDefault(keys.get(runId), List.of()).stream()
              .sorted(BY_STEP)
              .map(owned -> new RunPoint(runId, owned.point())))
          .toList();
    });
  }
}
