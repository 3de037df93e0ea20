package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole server with its artifacts in a bucket. */
class ServerOnS3Test {
  private static final String FILE =
      "/api/2.0/mlflow-artifacts/artifacts/7/run/artifacts/model.txt";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeAll
  static void credentials() {
    S3Server.setCredentials();
  }

  private static Map<Setting, String> settings(S3Server service, String bucket) {
    return Map.of(
        Setting.ARTIFACTS,
        "s3://" + bucket + "/team/models",
        Setting.S3_ENDPOINT,
        service.endpoint().toString());
  }

  private static HttpResponse<String> put(TestServer server, String text) throws Exception {
    return server.send(server.request(FILE).PUT(BodyPublishers.ofString(text)));
  }

  private static int createModel(TestServer server, String name) throws Exception {
    HttpRequest.Builder create = server
        .request("/api/2.0/mlflow/registered-models/create")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\"}"));
    return server.send(create).statusCode();
  }

  @Test
  void files_goUpAndDown() throws Exception {
    S3Server service = S3Server.shared();
    try (TestServer server = TestServer.start(settings(service, service.newBucket()))) {
      assertThat(put(server, "weights").statusCode()).isEqualTo(200);
      assertThat(server.send(server.request(FILE)).body()).isEqualTo("weights");
      HttpResponse<String> part = server.send(server.request(FILE).header("Range", "bytes=2-4"));
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).isEqualTo("igh");
      HttpRequest.Builder list =
          server.request("/api/2.0/mlflow-artifacts/artifacts?path=7/run/artifacts");
      assertThat(server.send(list).body())
          .isEqualTo("{\"files\":[{\"path\":\"model.txt\",\"is_dir\":false,\"file_size\":7}]}");
      assertThat(server.send(server.request(FILE).DELETE()).statusCode()).isEqualTo(200);
      assertThat(server.send(server.request(FILE)).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void numbersOfExperiments_beginAboveTheFoldersOfTheBucket() throws Exception {
    S3Server service = S3Server.shared();
    Map<Setting, String> settings = settings(service, service.newBucket());
    try (TestServer server = TestServer.start(settings)) {
      assertThat(put(server, "weights").statusCode()).isEqualTo(200);
    }
    try (TestServer server = TestServer.start(settings)) {
      HttpRequest.Builder create = server
          .request("/api/2.0/mlflow/experiments/create")
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"name\": \"new\"}"));
      assertThat(server.send(create).body()).isEqualTo("{\"experiment_id\":\"8\"}");
    }
  }

  @Test
  void serviceThatIsDown_costsArtifactsOnly() throws Exception {
    try (S3Server service = S3Server.create();
        TestServer server = TestServer.start(settings(service, service.newBucket()))) {
      assertThat(put(server, "weights").statusCode()).isEqualTo(503);
      assertThat(createModel(server, "while-it-is-down")).isEqualTo(200);
      service.start();
      awaitStored(server);
      service.stop();
      HttpResponse<String> refused = server.send(server.request(FILE));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body())
          .contains("TEMPORARILY_UNAVAILABLE")
          .doesNotContain(S3Server.ACCESS_KEY, "127.0.0.1");
      assertThat(createModel(server, "while-it-is-down-again")).isEqualTo(200);
      service.start();
      assertThat(server.send(server.request(FILE)).body()).isEqualTo("weights");
    }
  }

  private static void awaitStored(TestServer server) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (put(server, "weights").statusCode() != 200) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Test
  void bucketThatCannotBeUsed_endsTheStart() throws IOException {
    S3Server service = S3Server.shared();
    assertThatThrownBy(() -> TestServer.start(settings(service, "nowhere")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "cannot use the artifacts in s3://nowhere/team/models: the bucket nowhere does not exist");
  }
}
