package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.tracking.metrics.MetricHistory;
import dev.hallmark.server.tracking.metrics.MetricHistory.RunPoint;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

abstract class MetricHistoryContract extends TrackingContract {
  private RunId runWithSteps(long... steps) {
    RunId run = tracking.run();
    tracking.log.batch(
        ANN,
        run,
        new LogBatch(
            LongStream.of(steps)
                .mapToObj(step -> metric("m", step, step + 100, step))
                .toList(),
            List.of(),
            List.of()));
    return run;
  }

  @Test
  void of_pagesThroughEveryPointOnce() {
    RunId run = tracking.run();
    tracking.log.batch(
        ANN,
        run,
        new LogBatch(
            IntStream.range(0, 60)
                .mapToObj(i -> metric("m", i % 3 == 0 ? Double.NaN : i % 4, i / 20, i / 7))
                .toList(),
            List.of(),
            List.of()));
    List<MetricPoint> whole = Pages.of(
            tracking.history.of(ANN, run.value(), "m", MetricHistory.ALL, ""))
        .items();
    List<MetricPoint> paged = new ArrayList<>();
    String token = "";
    do {
      Page<MetricPoint> page = Pages.of(tracking.history.of(ANN, run.value(), "m", 7, token));
      paged.addAll(page.items());
      token = page.nextToken();
    } while (!token.isEmpty());
    assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  @Test
  void of_answersAnotherKeysTokenAsWrong() {
    RunId run = runWithSteps(1, 2, 3);
    String token = Pages.of(tracking.history.of(ANN, run.value(), "m", 1, "")).nextToken();
    assertRefused(
        () -> tracking.history.of(ANN, run.value(), "other", 1, token),
        INVALID_ARGUMENT,
        Subject.PAGE_TOKEN,
        Reason.MISMATCH);
  }

  @Test
  void of_anUnknownRunOrKeyIsEmpty() {
    assertThat(Pages.of(tracking.history.of(ANN, "nope", "m", 5, "")).items()).isEmpty();
    assertThat(Pages.of(tracking.history.of(ANN, tracking.run().value(), "m", 5, ""))
            .items())
        .isEmpty();
  }

  @Test
  void bulk_isRunByRunInTheOrderOfTheirIdsUpToTheLimit() {
    RunId one = runWithSteps(2, 1);
    RunId other = runWithSteps(5, 4);
    tracking.log.batch(
        ANN,
        other,
        new LogBatch(List.of(metric("m", 1, 50, 9), metric("m", 0, 50, 9)), List.of(), List.of()));
    List<Tuple> ofOne = List.of(tuple(one.value(), 1L, 1.0), tuple(one.value(), 2L, 2.0));
    List<Tuple> ofOther = List.of(
        tuple(other.value(), 9L, 0.0),
        tuple(other.value(), 9L, 1.0),
        tuple(other.value(), 4L, 4.0),
        tuple(other.value(), 5L, 5.0));
    boolean oneFirst = one.value().compareTo(other.value()) < 0;
    List<Tuple> all = Stream.of(oneFirst ? ofOne : ofOther, oneFirst ? ofOther : ofOne)
        .flatMap(List::stream)
        .toList();
    for (List<RunId> asked : List.of(List.of(one, other), List.of(other, one, other))) {
      List<String> ids =
          Stream.concat(Stream.of("nope"), asked.stream().map(RunId::value)).toList();
      for (int limit : List.of(1, 3, 5, 100)) {
        assertThat(tracking.history.bulk(ANN, ids, "m", limit))
            .extracting(
                RunPoint::runId,
                each -> each.point().step(),
                each -> each.point().value())
            .containsExactlyElementsOf(all.subList(0, Math.min(limit, all.size())));
      }
    }
  }

  private List<RunPoint> sampled(List<String> runs, long first, long last, int most) {
    List<RunPoint> points = new ArrayList<>();
    tracking.history.sample(ANN, runs, "m", first, last, most).forEachBatch(batch -> {
      points.addAll(batch);
      return batch.size();
    });
    return points;
  }

  private List<Long> sampled(int most, RunId... runs) {
    List<String> ids = Stream.of(runs).map(RunId::value).toList();
    return sampled(ids, Long.MIN_VALUE, Long.MAX_VALUE, most).stream()
        .map(each -> each.point().timestamp() - 100)
        .toList();
  }

  /** The expected points of all samples are those that MLflow 3.17.2 answered. */
  @Test
  void sample_isSpreadOverAllPointsWithTheLast() {
    RunId run = runWithSteps(LongStream.range(0, 100).toArray());
    assertThat(sampled(1, run)).containsExactly(99L);
    assertThat(sampled(2, run)).containsExactly(0L, 99L);
    assertThat(sampled(4, run)).containsExactly(0L, 25L, 50L, 99L);
    assertThat(sampled(7, run)).containsExactly(0L, 15L, 30L, 44L, 58L, 72L, 99L);
    assertThat(sampled(99, run)).hasSize(99).startsWith(0L, 2L, 3L).endsWith(97L, 98L, 99L);
    assertThat(sampled(100, run)).hasSize(100);
    assertThat(sampled(2_500, run)).hasSize(100);
  }

  @Test
  void sample_countsPointsThatShareAStep() {
    RunId run = tracking.run();
    tracking.log.batch(
        ANN,
        run,
        new LogBatch(
            IntStream.range(0, 50).mapToObj(i -> metric("m", 0, i + 100, 0)).toList(),
            List.of(),
            List.of()));
    assertThat(sampled(10, run)).containsExactly(0L, 5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L, 49L);
  }

  @Test
  void sample_isOfEachRunByItselfInTheOrderAskedFor() {
    RunId whole = runWithSteps(LongStream.range(0, 100).toArray());
    RunId part = runWithSteps(33, 57);
    assertThat(sampled(4, whole, part)).containsExactly(0L, 25L, 50L, 99L, 33L, 57L);
    assertThat(sampled(1, part, whole)).containsExactly(57L, 99L);
  }

  @Test
  void sample_isByStepAndNotByTime() {
    RunId run = tracking.run();
    tracking.log.batch(
        ANN,
        run,
        new LogBatch(
            IntStream.range(0, 9).mapToObj(i -> metric("m", 0, i + 100, 9 - i)).toList(),
            List.of(),
            List.of()));
    assertThat(sampled(3, run)).containsExactly(8L, 5L, 0L);
  }

  @Test
  void sample_staysBetweenTheSteps() {
    RunId run = runWithSteps(1, 2, 3, 4, 5);
    assertThat(sampled(List.of(run.value()), 2, 4, 100))
        .extracting(point -> point.point().step())
        .containsExactly(2L, 3L, 4L);
    assertThat(sampled(List.of(run.value()), 2, 5, 3))
        .extracting(point -> point.point().step())
        .containsExactly(2L, 4L, 5L);
  }
}
