package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.server.testkit.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Java client against the server it is made for. */
class HallmarkClientTest {
  private static TestServer server;
  private static HallmarkClient client;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new HallmarkClient(URI.create("http://127.0.0.1:" + server.port()));
    post("/registered-models/create", "{\"name\": \"sp ace&ü\"}");
    post(
        "/model-versions/create",
        "{\"name\": \"sp ace&ü\", \"source\": \"s3://elsewhere/m\", \"description\": \"first\","
            + " \"tags\": [{\"key\": \"team\", \"value\": \"a\"}]}");
    post(
        "/registered-models/alias",
        "{\"name\": \"sp ace&ü\", \"alias\": \"champion\", \"version\": \"1\"}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void post(String path, String body) throws Exception {
    HttpResponse<String> answer = server.send(server
        .request("/api/2.0/mlflow" + path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void version_isFoundByItsNumberAndByItsAlias() {
    ModelVersion version = client.getModelVersion("sp ace&ü", 1);
    assertThat(version.name()).isEqualTo("sp ace&ü");
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.source()).isEqualTo("s3://elsewhere/m");
    assertThat(version.description()).isEqualTo("first");
    assertThat(version.status()).isEqualTo("READY");
    assertThat(version.tags()).containsEntry("team", "a");
    assertThat(version.aliases()).containsExactly("champion");
    assertThat(version.created()).isBeforeOrEqualTo(version.updated());
    assertThat(client.getModelVersionByAlias("sp ace&ü", "champion")).isEqualTo(version);
  }

  @Test
  void versionThatIsAbsent_carriesTheServersCode() {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.getModelVersion("sp ace&ü", 2))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .satisfies(e -> assertThat(e.code()).isEqualTo("RESOURCE_DOES_NOT_EXIST"));
  }

  @Test
  void runningServer_isHealthy_andNamesItsMlflowVersion() {
    assertThat(client.isHealthy()).isTrue();
    assertThat(client.mlflowVersion()).isEqualTo("3.17.2");
  }
}
