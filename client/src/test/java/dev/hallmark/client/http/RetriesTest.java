package dev.hallmark.client.http;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.json;
import static dev.hallmark.client.FakeServer.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.hallmark.client.FakeServer;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.NewVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final HttpHandler VERSION =
      json("{\"model_version\": {\"name\": \"m\", \"version\": \"1\"}}");
  private static final HttpHandler BUSY =
      answer(503, "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\"}");

  @Test
  void busyServer_isAskedAgain_forCreatesToo() {
    try (FakeServer server = new FakeServer(BUSY, answer(429, "slow down"), VERSION)) {
      assertThat(server.client().versions().create(NewVersion.of("m", "s")).version())
          .isEqualTo(1);
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void retryAfter_isWaitedFor() {
    try (FakeServer server = new FakeServer(answer(429, "", "Retry-After", "2"), VERSION)) {
      long start = System.nanoTime();
      server.client().versions().get("m", 1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void triesThatAreUsedUp_endWithTheLastAnswer() {
    try (FakeServer server = new FakeServer(BUSY)) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.builder().retries(2).build().versions().get("m", 1))
          .satisfies(e -> assertThat(e.status()).isEqualTo(503));
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void faultOfTheServer_isNotRepeated() {
    try (FakeServer server = new FakeServer(answer(500, "{}"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().versions().get("m", 1));
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void lostRead_isRepeated() {
    try (FakeServer server = new FakeServer(lost(), answer(502, "bad gateway"), VERSION)) {
      assertThat(server.client().versions().get("m", 1).version()).isEqualTo(1);
    }
  }

  @Test
  void lostChangeThatMayComeTwice_isRepeated() {
    try (FakeServer server = new FakeServer(lost(), json("{}"))) {
      server.client().models().setAlias("m", "a", 1);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void lostCreate_isNotRepeated_onServersThatDoNotKnowTheKey() {
    try (FakeServer server = new FakeServer(lost(), json("{}"))) {
      HallmarkClient client = server.client();
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> client.versions().create(NewVersion.of("m", "s")))
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.CONNECTION_LOST));
      assertThat(server.asked())
          .extracting(FakeServer.Asked::line)
          .containsExactly(
              "POST /api/2.0/mlflow/model-versions/create", "GET /api/3.0/mlflow/server-info");
    }
  }

  @Test
  void lostCreate_isRepeatedWithItsKey_onServersThatKnowIt() {
    HttpHandler info = json("{\"idempotency_keys_supported\": true}");
    try (FakeServer server = new FakeServer(lost(), info, VERSION)) {
      server.client().versions().create(NewVersion.of("m", "s"));
      assertThat(server.asked()).hasSize(3);
      assertThat(server.asked().get(0).headers().get("idempotency-key"))
          .isNotBlank()
          .isEqualTo(server.last().headers().get("idempotency-key"));
    }
  }

  @Test
  void stalledBody_isGivenUp_andAskedForAgain() {
    try (FakeServer server = new FakeServer(FakeServer.stalls(), VERSION)) {
      HallmarkClient client = server.builder().timeout(Duration.ofMillis(500)).build();
      assertThat(client.versions().get("m", 1).version()).isEqualTo(1);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void interruptedCall_endsAndKeepsTheInterrupt() {
    try (FakeServer server = new FakeServer(VERSION)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().versions().get("m", 1));
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
