package dev.hallmark.server.registry.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.sources.SourcePattern;
import java.util.List;
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

  /** Each of these would take longer than the universe has existed: the references keep Java from remembering what did not match. */
  @Test
  void patternThatBacktracksExponentially_isGivenUp() {
    assertRefused(new SourcePattern("^(a+)+\\1c$"), "a".repeat(60) + "b", Reason.TOO_SLOW);
    assertRefused(new SourcePattern("^(a|a)*\\1c$"), "a".repeat(60) + "b", Reason.TOO_SLOW);
  }

  /** Whether a thread has stack enough to find that these do not match depends on the JIT compiler. */
  @Test
  void patternThatRecursesDeeply_isRefused() {
    for (String regex : new String[] {"^(a+)+$", "^(a|a)*$", "(a+a+)+c"}) {
      assertThatThrownBy(() -> new SourcePattern(regex).require("a".repeat(2_047) + "b"))
          .extracting("subject", "reason", "field")
          .satisfiesAnyOf(
              found ->
                  assertThat(found).isEqualTo(List.of(Subject.SOURCE, Reason.TOO_SLOW, "source")),
              found ->
                  assertThat(found).isEqualTo(List.of(Subject.SOURCE, Reason.DISABLED, "source")));
    }
  }

  private static void assertRefused(SourcePattern pattern, String source, Reason reason) {
    assertThatThrownBy(() -> pattern.require(source))
        .extracting("subject", "reason", "field")
        .containsExactly(Subject.SOURCE, reason, "source");
  }
}
