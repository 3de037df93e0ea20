package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More clients than the server has threads, none of which goes on with what it began. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SlowClientsContract {
  private static final int CLIENTS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/0/";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HallmarkProcess server;

  abstract Path javaHome() throws IOException;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    server = HallmarkProcess.start(javaHome(), data);
    try (Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel("asked").orFail();
      mlflow.createReference("asked", "s3://bucket/model").orFail();
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .timeout(PATIENCE)
            .build(),
        BodyHandlers.ofString());
  }

  /** With all of them connected, probes and calls of others are answered. */
  private void othersAreServed() throws Exception {
    assertThat(get("/health").body()).isEqualTo("OK");
    assertThat(get("/version").statusCode()).isEqualTo(200);
    assertThat(get("/api/2.0/mlflow/model-versions/get?name=asked&version=1").statusCode())
        .isEqualTo(200);
    try (Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.setAlias("asked", "served", 1).orFail();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "one byte of a small body, POST /api/2.0/mlflow/registered-models/create, 100, 1, 408",
    "the beginning of a large body, POST /api/2.0/mlflow/registered-models/create, 100000, 20000, 408",
    "the beginning of a file, PUT /api/2.0/mlflow-artifacts/artifacts/0/slow.bin, 99999999, 20000, 408",
    "the beginning of a body that is refused, POST /api/no-such-route, 99999999, 20000, 404"
  })
  void clientsThatSend(String what, String call, int announced, int sent, int status)
      throws Exception {
    String request = call + HOST + "Content-Type: application/json\r\nContent-Length: " + announced
        + "\r\n\r\n" + " ".repeat(sent);
    try (SlowClients slow = SlowClients.connect(server.port(), CLIENTS, request)) {
      othersAreServed();
      assertThat(slow.firstStatusLine()).as(what).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void clientsThatReadNothing() throws Exception {
    byte[] large = new byte[20_000_000];
    HttpRequest put = HttpRequest.newBuilder(URI.create(server.uri() + FILES + "large.bin"))
        .PUT(BodyPublishers.ofByteArray(large))
        .build();
    assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    String request = "GET " + FILES + "large.bin" + HOST + "\r\n";
    try (SlowClients slow = SlowClients.connect(server.port(), CLIENTS, request)) {
      othersAreServed();
    }
    assertThat(client
            .send(
                HttpRequest.newBuilder(put.uri()).timeout(PATIENCE).build(),
                BodyHandlers.ofByteArray())
            .body())
        .isEqualTo(large);
  }
}
