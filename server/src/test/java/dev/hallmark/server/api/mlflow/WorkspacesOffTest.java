package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that was not asked for workspaces. */
class WorkspacesOffTest extends ApiCase {
  private static final String API = "/api/3.0/mlflow";

  private static void assertDisabled(Response answer, String path) {
    assertRefused(
        answer,
        404,
        "ENDPOINT_NOT_FOUND",
        "Endpoint: " + path
            + " is disabled because the server was started without --enable-workspaces");
  }

  @Test
  void endpoints_sayAtOnceThatTheyAreDisabled() {
    assertDisabled(http(API).get("/workspaces"), API + "/workspaces");
    assertDisabled(http(API).body(Map.of("name", "a")).post("/workspaces"), API + "/workspaces");
    String one = API + "/workspaces/default";
    assertDisabled(http(API).get("/workspaces/default"), one);
    assertDisabled(http(API).body(Map.of("description", "a")).patch("/workspaces/default"), one);
    assertDisabled(http(API).delete("/workspaces/default"), one);
  }

  @Test
  void serverInfo_saysNo() {
    assertThat(http(API).get("/server-info").jsonPath().getBoolean("workspaces_enabled"))
        .isFalse();
  }

  @Test
  void header_isRefusedWhateverItNames() {
    for (String name : new String[] {"default", "team-a", "x"}) {
      assertInvalid(
          http().header("X-MLFLOW-WORKSPACE", name).get("/experiments/get?experiment_id=0"),
          "Workspace APIs are not available: workspaces are not enabled on this server");
    }
  }
}
