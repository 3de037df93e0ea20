package dev.hallmark.server.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GcWorkspacesTest {
  private static HttpResponse<String> post(
      TestServer server, String path, String workspace, String body) throws Exception {
    return server.send(server
        .request(path)
        .header("Content-Type", "application/json")
        .header("X-MLFLOW-WORKSPACE", workspace)
        .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void collections_areRefusedOutsideTheDefaultWorkspace() throws Exception {
    try (TestServer server = TestServer.start(Map.of(Setting.ENABLE_WORKSPACES, "true"))) {
      assertThat(post(server, "/api/3.0/mlflow/workspaces", "default", "{\"name\": \"team-a\"}")
              .statusCode())
          .isIn(200, 201);

      HttpResponse<String> refused = post(server, "/api/v1/gc", "team-a", "{}");

      JsonNode problem = V1Case.JSON.readTree(refused.body());
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(problem.get("detail").asText())
          .isEqualTo("Garbage collections concern all workspaces. They are started and read in the"
              + " workspace 'default', not 'team-a'.");
      HttpResponse<String> started = post(server, "/api/v1/gc", "default", "{}");
      assertThat(started.statusCode()).isEqualTo(202);
      String id = V1Case.JSON.readTree(started.body()).get("id").asText();
      assertThat(server
              .send(server.request("/api/v1/gc/" + id).header("X-MLFLOW-WORKSPACE", "team-a"))
              .statusCode())
          .isEqualTo(403);
    }
  }
}
