package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Answer;
import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the packaged server starts, refuses to start, and ends. */
class StartTest {
  private static final int SIGTERM_STATUS = 143; // 128 + 15, what Java ends with after SIGTERM
  private static final int SIGINT_STATUS = 130; // 128 + 2, after Ctrl+C
  private static final int USAGE_STATUS = 2;

  @TempDir
  private Path data;

  @Test
  void sigterm_underLoadLosesNothingThatWasAcknowledged() throws Exception {
    List<String> acknowledged;
    try (HallmarkProcess server = HallmarkProcess.start(data)) {
      Clients.Crowd<List<String>> crowd =
          Clients.start(server.port(), 8, StartTest::createUntilTheEnd);
      Thread.sleep(1_500);
      assertThat(server.stop()).isIn(0, SIGTERM_STATUS);
      acknowledged = crowd.join().stream().flatMap(List::stream).toList();
      assertThat(server.output()).doesNotContain("Exception");
    }
    assertThat(acknowledged).hasSizeGreaterThan(8);
    try (HallmarkProcess again = HallmarkProcess.start(data);
        Mlflow mlflow = new Mlflow(again.port())) {
      for (String name : acknowledged) {
        assertThat(mlflow.get("registered-models/get", "name", name).status())
            .as(name)
            .isEqualTo(200);
      }
    }
  }

  /** A server that is stopping may close the connection or answer 503; anything else is a mistake. */
  private static List<String> createUntilTheEnd(Mlflow mlflow, int number) {
    List<String> acknowledged = new ArrayList<>();
    try {
      for (int i = 0; ; i++) {
        String name = "model-" + number + "-" + i;
        Answer answer = mlflow.createModel(name);
        if (answer.status() == 503) {
          return acknowledged;
        }
        answer.orFail();
        acknowledged.add(name);
      }
    } catch (IOException theServerIsGone) {
      return acknowledged;
    }
  }

  @Test
  void secondServer_onTheSameDataIsRefusedInOneLine() {
    try (HallmarkProcess first = HallmarkProcess.start(data);
        HallmarkProcess second =
            HallmarkProcess.launch(Path.of(System.getProperty("java.home")), data)) {
      assertThat(second.awaitEnd()).isEqualTo(USAGE_STATUS);
      assertThat(second.output().lines()).singleElement().asString().contains(data.toString());
      assertThat(first.port()).isPositive();
    }
  }

  @Test
  void interrupt_endsItWithItsOwnStatus_andItSaysThatItStops() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.interruptible(data)) {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
      assertThat(server.awaitEnd()).isEqualTo(SIGINT_STATUS);
      assertThat(server.output())
          .contains("Hallmark is stopping: ")
          .endsWith("Hallmark has stopped.\n")
          .doesNotContain("warning");
    }
  }

  @Test
  void localeWithoutUtf8_isWarnedAbout() {
    try (HallmarkProcess server = HallmarkProcess.start(data, Map.of("LC_ALL", "C"))) {
      assertThat(server.output())
          .contains("hallmark: warning: the locale's character set is ")
          .contains("LC_ALL=C.UTF-8");
    }
  }

  @Test
  void java25_runsTheSameJar() throws IOException {
    Path java = Java25.homeOrAbort();
    try (HallmarkProcess server = HallmarkProcess.start(java, data);
        Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel("on-25").orFail();
      assertThat(mlflow.get("registered-models/get", "name", "on-25").status()).isEqualTo(200);
      assertThat(server.stop()).isIn(0, SIGTERM_STATUS);
    }
  }
}
