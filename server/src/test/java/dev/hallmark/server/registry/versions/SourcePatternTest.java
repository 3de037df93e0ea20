package dev.hallmark.server.registry.versions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import org.junit.jupiter.api.Test;

/** The operator's rule for sources, found anywhere in them as MLflow's is. */
class SourcePatternTest {
  @Test
  void source_mustHoldThePattern() {
    SourcePattern pattern = new SourcePattern("bucket-[ab]/");
    assertThatCode(() -> pattern.require("s3://bucket-a/m")).doesNotThrowAnyException();
    assertRefused(pattern, "s3://bucket-c/m", Reason.DISABLED);
  }

  @Test
  void withoutAPattern_everySourceWillDo() {
    assertThatCode(() -> SourcePattern.ANY.require("")).doesNotThrowAnyException();
    assertThatCode(() -> SourcePattern.ANY.require("s3://b/m")).doesNotThrowAnyException();
  }

  /** Each of these would take longer than the universe has existed, or more stack than a thread has. */
  @Test
  void patternThatGoesRoundInCircles_isGivenUp() {
    assertRefused(new SourcePattern("^(a+)+$"), "a".repeat(2_047) + "b", Reason.TOO_SLOW);
    assertRefused(new SourcePattern("^(a|a)*$"), "a".repeat(2_047) + "b", Reason.TOO_SLOW);
    assertRefused(new SourcePattern("(x+x+)+y"), "x".repeat(2_048), Reason.TOO_SLOW);
  }

  private static void assertRefused(SourcePattern pattern, String source, Reason reason) {
    assertThatThrownBy(() -> pattern.require(source))
        .extracting("subject", "reason", "field")
        .containsExactly(Subject.SOURCE, reason, "source");
  }
}
