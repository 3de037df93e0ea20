package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Answer;
import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at the same things at the same time, over the network. */
class ConcurrencyTest {
  private static final int CLIENTS = 16;
  private static final int EACH = 25;
  private static final String ELSEWHERE = "s3://bucket/model";

  private static HallmarkProcess server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = HallmarkProcess.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void versionsOfOneModel_areNumberedWithoutGapOrDouble() throws Exception {
    try (Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel("contended").orFail();
    }
    List<Integer> given = Clients.run(server.port(), CLIENTS, (mlflow, number) -> {
          List<Integer> mine = new ArrayList<>();
          for (int i = 0; i < EACH; i++) {
            mine.add(numberOf(mlflow.createReference("contended", ELSEWHERE)));
          }
          assertThat(mine).isSorted();
          return mine;
        })
        .stream()
        .flatMap(List::stream)
        .toList();
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, CLIENTS * EACH).boxed().toList());
  }

  private static int numberOf(Answer created) {
    return created.orFail().json().at("/model_version/version").asInt();
  }

  @Test
  void sameModel_isCreatedOnce() throws Exception {
    for (int round = 0; round < EACH; round++) {
      String name = "wanted-" + round;
      List<Answer> answers =
          Clients.run(server.port(), CLIENTS, (mlflow, number) -> mlflow.createModel(name));
      assertThat(answers).filteredOn(Answer::ok).hasSize(1);
      assertThat(answers).filteredOn(answer -> !answer.ok()).allSatisfy(answer -> {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("RESOURCE_ALREADY_EXISTS");
      });
    }
  }

  @Test
  void manyWriters_neverSeeAnError() throws Exception {
    String experiment;
    try (Mlflow mlflow = new Mlflow(server.port())) {
      experiment = mlflow.createExperiment("many-writers");
      mlflow.createModel("busy").orFail();
      mlflow.createReference("busy", ELSEWHERE).orFail();
    }
    List<Answer> answers = Clients.run(
            server.port(), 64, (mlflow, number) -> writeEverything(mlflow, number, experiment))
        .stream()
        .flatMap(List::stream)
        .toList();
    assertThat(answers).hasSize(64 * 5 * 6).allMatch(Answer::ok);
  }

  private static List<Answer> writeEverything(Mlflow mlflow, int number, String experiment)
      throws IOException {
    String run = mlflow.createRun(experiment).get("run_id").asText();
    Stream.Builder<Answer> answers = Stream.builder();
    for (int i = 0; i < 5; i++) {
      answers.add(mlflow.createModel("of-" + number + "-" + i));
      answers.add(mlflow.createReference("busy", ELSEWHERE));
      answers.add(mlflow.setAlias("busy", "alias-" + number % 8, 1));
      answers.add(mlflow.transition("busy", 1, i % 2 == 0 ? "Staging" : "Production"));
      answers.add(mlflow.logMetrics(run, List.of(Mlflow.metric("loss", 0.5, i))));
      answers.add(mlflow.setVersionTag("busy", 1, "key-" + number % 8, "value-" + i));
    }
    return answers.build().toList();
  }
}
