package dev.hallmark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what it is told to; the real one is asked in the server's own tests. */
class HallmarkClientTest {
  private HttpServer server;
  private HallmarkClient client;
  private volatile String asked;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    client = new HallmarkClient(uri, Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(int status, String body) {
    server.createContext("/", exchange -> {
      asked = exchange.getRequestURI().toString();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
  }

  @Test
  void version_isRead_withWhatIsLeftOutEmpty() {
    answer(200, """
        {"model_version": {"name": "a b", "version": "7", "creation_timestamp": 1000,
          "last_updated_timestamp": 2000, "status": "READY", "source": "runs:/r/m",
          "tags": [{"key": "k", "value": "v"}, {"key": "bare"}], "aliases": ["champion"], "new": 1}}
        """);
    assertThat(client.getModelVersion("a b", 7))
        .isEqualTo(new ModelVersion(
            "a b",
            7,
            Instant.ofEpochMilli(1000),
            Instant.ofEpochMilli(2000),
            "",
            "",
            "runs:/r/m",
            "",
            "READY",
            Map.of("k", "v", "bare", ""),
            List.of("champion")));
    assertThat(asked).isEqualTo("/api/2.0/mlflow/model-versions/get?name=a+b&version=7");
  }

  @Test
  void alias_isAskedForWithEncodedNames() {
    answer(200, "{\"model_version\": {\"name\": \"a&b\", \"version\": \"1\"}}");
    assertThat(client.getModelVersionByAlias("a&b", "ü").version()).isEqualTo(1);
    assertThat(asked).isEqualTo("/api/2.0/mlflow/registered-models/alias?name=a%26b&alias=%C3%BC");
  }

  @Test
  void refusal_carriesStatusAndCode() {
    answer(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such model\"}");
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.getModelVersion("a", 1))
        .withMessage("RESOURCE_DOES_NOT_EXIST: no such model")
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .satisfies(e -> assertThat(e.code()).isEqualTo("RESOURCE_DOES_NOT_EXIST"));
  }

  @Test
  void refusal_byAProxyThatSpeaksNoJson_keepsTheStatus() {
    answer(502, "<html>Bad gateway</html>");
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.getModelVersion("a", 1))
        .satisfies(e -> assertThat(e.status()).isEqualTo(502))
        .satisfies(e -> assertThat(e.code()).isEqualTo("HTTP_502"));
  }

  @Test
  void success_thatIsNotJson_isNoVersion() {
    answer(200, "welcome");
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.getModelVersion("a", 1))
        .satisfies(e -> assertThat(e.code()).isEqualTo("HTTP_200"));
  }

  @Test
  void absentServer_isUnreachable_andNotHealthy() {
    server.stop(0);
    assertThat(client.isHealthy()).isFalse();
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.mlflowVersion())
        .satisfies(e -> assertThat(e.status()).isZero())
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNREACHABLE));
  }

  @Test
  void health_isTheProbesWord() {
    answer(200, "OK");
    assertThat(client.isHealthy()).isTrue();
    assertThat(asked).isEqualTo("/health");
  }
}
