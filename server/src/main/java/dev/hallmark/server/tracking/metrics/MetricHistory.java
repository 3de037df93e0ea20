package dev.hallmark.server.tracking.metrics;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.page.PageToken;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.storage.StreamingReads;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.metrics.MetricHistoryStore.Place;
import dev.hallmark.server.tracking.metrics.MetricHistoryStore.RunCount;
import dev.hallmark.server.tracking.metrics.MetricHistoryStore.RunKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The history of metrics. It is empty for an unknown run or key. */
public final class MetricHistory {
  /** A page size without a limit. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final int BATCH = 5_000;

  private final Jdbi jdbi;
  private final Access access;

  public MetricHistory(Jdbi jdbi, Access access) {
    this.jdbi = jdbi;
    this.access = access;
  }

  /** A value and its run. */
  public record RunPoint(String runId, MetricPoint point) {}

  /**
   * The history of a metric, ordered by time, step and value.
   *
   * @param token from the previous page; empty for the first page
   */
  public Rows<MetricPoint> of(Caller caller, String runId, String key, int limit, String token) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return Rows.paged(
        limit, token, BATCH, (most, from) -> page(authorized, runId, key, most, from));
  }

  private Page<MetricPoint> page(
      AuthorizedCaller caller, String runId, String key, int limit, String token) {
    int query = Objects.hash(runId, key);
    Place after = token.isEmpty() ? Place.START : position(token, PageToken.decode(token, query));
    List<MetricPoint> points = jdbi.withExtension(MetricHistoryStore.class, store -> {
      Long run = runs(store, caller, List.of(runId)).get(runId);
      return run == null ? List.<MetricPoint>of() : store.page(run, key, after, limit + 1);
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

  private static Place position(String token, PageToken read) {
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

  /** The first values of several runs: sorted by run id, time, step and value. */
  public List<RunPoint> bulk(Caller caller, List<String> runIds, String key, int limit) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withExtension(MetricHistoryStore.class, store -> {
      Map<String, Long> runs = new TreeMap<>(runs(store, authorized, runIds));
      List<RunPoint> points = new ArrayList<>();
      runs.forEach((runId, run) -> {
        if (points.size() < limit) {
          store.page(run, key, Place.START, limit - points.size()).stream()
              .map(point -> new RunPoint(runId, point))
              .forEach(points::add);
        }
      });
      return points;
    });
  }

  /**
   * For each run, in the given order, its values between two steps: all of them, or an {@link EvenSample}. Ordered by step, time and value.
   *
   * @param most maximum number of values of one run, at least 1
   */
  public Rows<RunPoint> sample(
      Caller caller, List<String> runIds, String key, long first, long last, int most) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return use -> {
      Map<String, Long> runs = new LinkedHashMap<>();
      Map<Long, Long> counts = jdbi.withExtension(MetricHistoryStore.class, store -> {
        runs.putAll(runs(store, authorized, runIds));
        return store.counts(List.copyOf(runs.values()), key, first, last).stream()
            .collect(Collectors.toMap(RunCount::run, RunCount::points));
      });
      runs.forEach((runId, run) -> {
        if (counts.containsKey(run)) {
          EvenSample sample = new EvenSample(counts.get(run), most);
          StreamingReads.in(jdbi, handle -> {
            handle.attach(MetricHistoryStore.class).bySteps(run, key, first, last, sample);
            return sample;
          });
          use.use(
              sample.picked().stream().map(each -> new RunPoint(runId, each)).toList());
        }
      });
      return Optional.empty();
    };
  }

  /** The internal ids of the visible runs, in the given order. */
  private static Map<String, Long> runs(
      MetricHistoryStore store, AuthorizedCaller caller, List<String> runIds) {
    Map<String, Long> known = store.runs(caller.workspace(), runIds).stream()
        .filter(run -> caller.may(Resource.experiment(run.experiment())))
        .collect(Collectors.toMap(RunKey::uuid, RunKey::id));
    Map<String, Long> runs = new LinkedHashMap<>();
    runIds.stream().filter(known::containsKey).forEach(runId -> runs.put(runId, known.get(runId)));
    return runs;
  }
}
