package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.App;
import dev.hallmark.server.testkit.TestConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that lost its answer with the server asks the next one. */
class IdempotentCallsRestartTest {
  @TempDir
  private Path folder;

  @Test
  void repeat_isAnsweredByTheNextServerOnTheSameData() throws Exception {
    HttpResponse<String> first;
    try (App app = App.start(TestConfig.in(folder))) {
      first = create(app);
    }
    try (App app = App.start(TestConfig.in(folder))) {
      HttpResponse<String> second = create(app);
      assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(200);
      assertThat(second.body()).isEqualTo(first.body()).contains("\"name\":\"iris\"");
    }
  }

  private static HttpResponse<String> create(App app) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + app.port() + "/api/2.0/mlflow/registered-models/create");
    HttpRequest request = HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324")
        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"iris\"}"))
        .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
