package dev.hallmark.compat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark of the searches as every build runs it: with fewer models, and for a moment each. */
class SearchBenchmarkTest {
  private static final int MODELS = 10_000;
  private static final Duration MOMENT = Duration.ofMillis(150);

  @ParameterizedTest
  @EnumSource
  void everySearch_isAnswered(SearchBenchmark.Engine engine) throws Exception {
    SearchBenchmark.Results results =
        new SearchBenchmark(MODELS, MOMENT, MOMENT, each -> true).run(engine);
    System.out.println(results.markdown());
    assertThat(results.small()).hasSameSizeAs(results.great());
    assertThat(results.great().values()).isNotEmpty().allSatisfy(each -> {
      assertThat(each.errors()).isZero();
      assertThat(each.perSecond()).isPositive();
    });
  }
}
