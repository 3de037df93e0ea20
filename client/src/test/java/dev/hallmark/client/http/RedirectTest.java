package dev.hallmark.client.http;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.FakeServer;
import dev.hallmark.client.HallmarkException;
import org.junit.jupiter.api.Test;

class RedirectTest {
  private static final String ANSWER = "{\"model_version\": {\"name\": \"m\", \"version\": \"1\"}}";

  @Test
  void onTheSameServer_isFollowed_withCredentials() {
    try (FakeServer server =
        new FakeServer(answer(307, "", "Location", "/elsewhere?x=1"), json(ANSWER))) {
      server.builder().token("secret").build().versions().update("m", 1, "d");
      assertThat(server.last().line()).isEqualTo("PATCH /elsewhere?x=1");
      assertThat(server.last().headers()).containsEntry("authorization", "Bearer secret");
      assertThat(server.last().body()).contains("\"description\":\"d\"");
    }
  }

  @Test
  void toAnotherServer_isFollowedForReads_withoutCredentials() {
    try (FakeServer other = new FakeServer(json(ANSWER));
        FakeServer server = new FakeServer(answer(302, "", "Location", other.uri() + "/v"))) {
      server.builder().login("u", "secret").workspace("w").build().versions().get("m", 1);
      assertThat(server.last().headers()).containsKeys("authorization", "x-mlflow-workspace");
      assertThat(other.last().headers()).doesNotContainKeys("authorization", "x-mlflow-workspace");
    }
  }

  @Test
  void toAnotherServer_isRefusedForChanges() {
    try (FakeServer other = new FakeServer(json(ANSWER));
        FakeServer server = new FakeServer(answer(308, "", "Location", other.uri() + "/v"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().models().setAlias("m", "a", 1))
          .withMessageContaining("tracking URI");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void inCircles_ends() {
    try (FakeServer server = new FakeServer(answer(302, "", "Location", "/again"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().versions().get("m", 1))
          .withMessageContaining("redirects");
    }
  }
}
