package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a server that answers what it is told to; the real one is asked in the server's own tests. */
class HallmarkClientTest {

  @Test
  void version_isRead_withWhatIsLeftOutEmpty_andWhatIsUnknownPassedOver() {
    try (FakeServer server = new FakeServer(json("""
        {"model_version": {"name": "a b", "version": 7, "creation_timestamp": "1000",
          "last_updated_timestamp": 2000, "status": "ASSAYED", "source": "runs:/r/m", "digest": "sha256:ab",
          "current_stage": "Shadow", "description": null,
          "tags": [{"key": "k", "value": "v"}, {"key": "bare"}], "aliases": ["champion"], "new": {"x": [1]}}}
        """))) {
      assertThat(server.client().versions().get("a b", 7))
          .isEqualTo(new ModelVersion(
              "a b",
              7,
              Instant.ofEpochMilli(1000),
              Instant.ofEpochMilli(2000),
              Stage.OTHER,
              "",
              "runs:/r/m",
              "",
              "",
              "",
              "sha256:ab",
              VersionStatus.UNKNOWN,
              "",
              Map.of("k", "v", "bare", ""),
              List.of("champion")));
      assertThat(server.last().line())
          .startsWith("GET /api/2.0/mlflow/model-versions/get?")
          .contains("name=a+b", "version=7");
    }
  }

  @Test
  void refusal_carriesStatusCodeAndRequestId() {
    try (FakeServer server = new FakeServer(answer(
        404,
        "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such model\"}",
        "X-Request-Id",
        "r-17"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().versions().get("a", 1))
          .withMessage("RESOURCE_DOES_NOT_EXIST: no such model")
          .satisfies(e -> assertThat(e.status()).isEqualTo(404))
          .satisfies(e -> assertThat(e.requestId()).isEqualTo("r-17"))
          .satisfies(e -> assertThat(e.isNotFound()).isTrue());
    }
  }

  @Test
  void refusal_thatSpeaksNoJson_keepsTheStatusAndItsWords() {
    try (FakeServer server = new FakeServer(answer(403, "<html>Not\n here</html>"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().versions().get("a", 1))
          .withMessageContaining("<html>Not here</html>")
          .satisfies(e -> assertThat(e.status()).isEqualTo(403))
          .satisfies(e -> assertThat(e.code()).isEqualTo("HTTP_403"));
    }
  }

  @Test
  void success_thatIsNotWhatWasAskedFor_isAnError() {
    for (String body :
        List.of("welcome", "[]", "{}", "{\"model_version\": {\"version\": \"x\"}}")) {
      try (FakeServer server = new FakeServer(json(body))) {
        assertThatExceptionOfType(HallmarkException.class)
            .isThrownBy(() -> server.client().versions().get("a", 1))
            .satisfies(e -> assertThat(e.code()).isEqualTo("HTTP_200"));
      }
    }
  }

  @Test
  void absentServer_isUnreachable_andNotHealthy() {
    FakeServer server = new FakeServer(json("{}"));
    server.close();
    HallmarkClient client = server.builder().retries(0).build();
    assertThat(client.isHealthy()).isFalse();
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(client::mlflowVersion)
        .satisfies(e -> assertThat(e.status()).isZero())
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNREACHABLE));
  }

  @Test
  void health_isTheProbesWord() {
    try (FakeServer server = new FakeServer(answer(200, "OK"))) {
      assertThat(new HallmarkClient(server.uri()).isHealthy()).isTrue();
      assertThat(server.last().uri()).isEqualTo("/health");
    }
  }
}
