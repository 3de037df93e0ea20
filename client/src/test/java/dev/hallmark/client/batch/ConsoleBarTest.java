package dev.hallmark.client.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleBarTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ConsoleBar bar = new ConsoleBar(new PrintStream(shown, true, UTF_8));

  @Test
  void bar_growsOnOneLine_andEndsIt() {
    bar.at(new Progress(1_100_000_000, 2_200_000_000L, 312_000_000, false));
    bar.at(new Progress(2_200_000_000L, 2_200_000_000L, 500, true));
    assertThat(shown.toString(UTF_8))
        .isEqualTo("\r[##############--------------]  50 %   1.1 of 2.2 GB   312.0 MB/s  "
            + "\r[############################] 100 %   2.2 of 2.2 GB   500 B/s  "
            + System.lineSeparator());
  }

  @Test
  void emptyModel_isComplete() {
    bar.at(new Progress(0, 0, 0, true));
    assertThat(shown.toString(UTF_8)).contains("100 %   0 of 0 B");
  }
}
