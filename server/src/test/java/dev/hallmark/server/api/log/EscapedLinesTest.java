package dev.hallmark.server.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EscapedLinesTest {
  private static final String FORGED = "x\n2026-12-01T00:00:00.000Z ERROR Main - forged \u001b[31m";
  private static final String HARMLESS = "x_2026-12-01T00:00:00.000Z ERROR Main - forged _[31m";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream lines = new EscapedLines(new PrintStream(log, true));

  private String[] printed() {
    return log.toString(StandardCharsets.UTF_8).split("\n");
  }

  @Test
  void message_isOneLine() {
    lines.println("WARN größe " + FORGED);
    lines.println((String) null);
    assertThat(printed()).containsExactly("WARN größe " + HARMLESS, "null");
  }

  @Test
  void stackTrace_hasOneLineForEachException() {
    new IllegalStateException(FORGED, new IOException(FORGED)).printStackTrace(lines);
    assertThat(printed())
        .contains(
            "java.lang.IllegalStateException: " + HARMLESS,
            "Caused by: java.io.IOException: " + HARMLESS)
        .anySatisfy(line -> assertThat(line).startsWith("\tat "))
        .noneSatisfy(line -> assertThat(line).startsWith("2026"));
  }
}
