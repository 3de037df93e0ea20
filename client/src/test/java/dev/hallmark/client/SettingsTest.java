package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void environment_isMlflows() {
    Settings settings = new Environment(Map.of(
            "MLFLOW_TRACKING_URI", "http://example.org:81/base/",
            "MLFLOW_TRACKING_USERNAME", "u",
            "MLFLOW_TRACKING_PASSWORD", "p",
            "MLFLOW_TRACKING_TOKEN", "loses against the password",
            "MLFLOW_WORKSPACE", "team",
            "MLFLOW_HTTP_REQUEST_TIMEOUT", "5",
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2"))
        .builder()
        .settings();
    assertThat(settings.server()).hasToString("http://example.org:81/base");
    assertThat(settings.headers())
        .containsEntry("Authorization", "Basic dTpw")
        .containsEntry("X-MLFLOW-WORKSPACE", "team");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.retries()).isEqualTo(2);
  }

  @Test
  void hurriedClient_hasLessPatience_andElseTheSame() {
    Settings settings =
        HallmarkClient.builder().token("secret").timeout(Duration.ofSeconds(5)).settings();
    Settings hurried = settings.hurried(1, Duration.ofSeconds(8));
    assertThat(hurried.retries()).isEqualTo(1);
    assertThat(hurried.connectTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(hurried.timeout()).as("less was set").isEqualTo(Duration.ofSeconds(5));
    assertThat(hurried.headers()).isEqualTo(settings.headers());
    assertThat(hurried.server()).isEqualTo(settings.server());
  }

  @Test
  void environment_thatSaysNothing_meansTheServerOnThisMachine() {
    Settings settings =
        new Environment(Map.of("MLFLOW_TRACKING_URI", " ")).builder().settings();
    assertThat(settings.server()).hasToString("http://127.0.0.1:5000");
    assertThat(settings.headers()).doesNotContainKey("Authorization");
  }

  @ParameterizedTest
  @CsvSource({
    "MLFLOW_TRACKING_URI, http://u:secret@[x",
    "MLFLOW_TRACKING_URI, databricks",
    "MLFLOW_HTTP_REQUEST_TIMEOUT, soon",
    "MLFLOW_TRACKING_SERVER_CERT_PATH, /nowhere/ca.pem"
  })
  void environment_thatMakesNoSense_isRefused(String name, String value) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> new Environment(Map.of(name, value)).builder())
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNUSABLE))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h/", "http:/p", "/p", "http://h/?q=1"})
  void trackingUri_mustBeAnAddressOfTheWeb(String uri) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> HallmarkClient.builder().trackingUri(URI.create(uri)));
  }

  @Test
  void login_mayStandInTheUri_andDoesNotStayThere() {
    try (FakeServer server = new FakeServer(answer(200, "3.17.2"))) {
      URI uri = URI.create("http://u:p%40@127.0.0.1:" + server.uri().getPort() + "/base/");
      assertThat(new HallmarkClient(uri).mlflowVersion()).isEqualTo("3.17.2");
      assertThat(server.last().uri()).isEqualTo("/base/version");
      assertThat(server.last().headers()).containsEntry("authorization", "Basic dTpwQA==");
    }
  }
}
