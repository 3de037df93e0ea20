package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.metric;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.MetricHistory;
import dev.hallmark.server.tracking.runs.MetricHistory.RunPoint;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    List<MetricPoint> whole =
        tracking.history.of(ANN, run.value(), "m", MetricHistory.ALL, "").items();
    List<MetricPoint> paged = new ArrayList<>();
    String token = "";
    do {
      Page<MetricPoint> page = tracking.history.of(ANN, run.value(), "m", 7, token);
      paged.addAll(page.items());
      token = page.nextToken();
    } while (!token.isEmpty());
    assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  @Test
  void of_answersAnotherKeysTokenAsWrong() {
    RunId run = runWithSteps(1, 2, 3);
    String token = tracking.history.of(ANN, run.value(), "m", 1, "").nextToken();
    assertRefused(
        () -> tracking.history.of(ANN, run.value(), "other", 1, token),
        INVALID_ARGUMENT,
        Subject.PAGE_TOKEN,
        Reason.MISMATCH);
  }

  @Test
  void of_anUnknownRunOrKeyIsEmpty() {
    assertThat(tracking.history.of(ANN, "nope", "m", 5, "").items()).isEmpty();
    assertThat(tracking.history.of(ANN, tracking.run().value(), "m", 5, "").items())
        .isEmpty();
  }

  @Test
  void bulk_answersRunByRunAsAskedUpToTheLimit() {
    RunId first = runWithSteps(2, 1);
    RunId second = runWithSteps(5);
    List<RunPoint> points =
        tracking.history.bulk(ANN, List.of(second.value(), "nope", first.value()), "m", 100);
    assertThat(points)
        .extracting(RunPoint::runId, point -> point.point().step())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(second.value(), 5L),
            org.assertj.core.groups.Tuple.tuple(first.value(), 1L),
            org.assertj.core.groups.Tuple.tuple(first.value(), 2L));
    assertThat(tracking.history.bulk(ANN, List.of(first.value()), "m", 1)).hasSize(1);
  }

  @Test
  void sample_keepsFirstAndLastOfEachRun() {
    RunId whole = runWithSteps(LongStream.range(0, 100).toArray());
    RunId part = runWithSteps(33, 57);
    List<RunPoint> points = tracking.history.sample(
        ANN, List.of(whole.value(), part.value()), "m", Long.MIN_VALUE, Long.MAX_VALUE, 4);
    assertThat(points.stream()
            .filter(point -> point.runId().equals(whole.value()))
            .map(point -> point.point().step()))
        .containsExactly(0L, 25L, 33L, 50L, 57L, 75L, 99L);
    assertThat(points.stream()
            .filter(point -> point.runId().equals(part.value()))
            .map(point -> point.point().step()))
        .containsExactly(33L, 57L);
  }

  @Test
  void sample_staysBetweenTheSteps() {
    RunId run = runWithSteps(1, 2, 3, 4, 5);
    assertThat(tracking.history.sample(ANN, List.of(run.value()), "m", 2, 4, 100))
        .extracting(point -> point.point().step())
        .containsExactly(2L, 3L, 4L);
  }
}
