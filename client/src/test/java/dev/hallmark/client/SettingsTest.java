package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hallmark.client.http.Settings;
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

  private static HallmarkException refusal(String name, String value) {
    Environment environment = new Environment(Map.of(name, value));
    HallmarkException refusal =
        catchThrowableOfType(HallmarkException.class, () -> environment.builder());
    assertThat(refusal.code()).isEqualTo(HallmarkException.UNUSABLE);
    return refusal;
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7110, 127.0.0.1:7110, it must begin with http:// or https://",
    "localhost:7110, localhost:7110, it must begin with http:// or https://",
    "models.example.com, models.example.com, it must begin with http:// or https://",
    "//h:7110, //h:7110, it must begin with http:// or https://",
    "http:/p, http:/p, it must begin with http:// or https://",
    "databricks, databricks, it must begin with http:// or https://",
    "u:secret@h:7110, …@h:7110, it must begin with http:// or https://",
    "sqlite:///mlflow.db, sqlite:///mlflow.db, it must begin with http:// or https://",
    "http://u:secret@h h, http://…@h h, Illegal character in authority",
    "https://u:secret/@#@h_h:1, https://…@h_h:1, it has no valid host name",
    "http://h:port, http://h:port, it has no valid host name",
    "http://h/?t=secret, http://h/?…, it has a query"
  })
  void trackingUri_thatIsNoAddress_isShownWithoutItsPassword(
      String value, String shown, String why) {
    assertThat(refusal("MLFLOW_TRACKING_URI", value))
        .hasMessage(
            "UNUSABLE: MLFLOW_TRACKING_URI: '" + shown + "' is not the address of a server: " + why)
        .hasNoCause();
  }

  @Test
  void trackingUri_thatIsLong_isShownShortened_onOneLine() {
    assertThat(refusal("MLFLOW_TRACKING_URI", "h\n" + "x".repeat(500)))
        .hasMessageContaining("'h?" + "x".repeat(198) + "…'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "MLFLOW_HTTP_REQUEST_TIMEOUT, soon, 'soon' is not a whole number from 1 to 999999999",
        "MLFLOW_HTTP_REQUEST_TIMEOUT, 0, '0' is not a whole number from 1 to 999999999",
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES, -1, '-1' is not a whole number from 0 to 999999999",
        "MLFLOW_TRACKING_INSECURE_TLS, yes, \"'yes' is not true, false, 1 or 0\"",
        "MLFLOW_TRACKING_SERVER_CERT_PATH, /no/ca.pem, no certificates can be read from /no/ca.pem"
      })
  void environment_thatMakesNoSense_isRefusedByItsName(String name, String value, String why) {
    assertThat(refusal(name, value)).hasMessage("UNUSABLE: " + name + ": " + why);
  }

  @Test
  void tokenOrWorkspace_thatNoHeaderCanHold_isRefused_andTheTokenNotShown() {
    assertThat(refusal("MLFLOW_TRACKING_TOKEN", "secret\n"))
        .hasMessage("UNUSABLE: MLFLOW_TRACKING_TOKEN: the token has a line break or another"
            + " special character");
    assertThat(refusal("MLFLOW_WORKSPACE", "team\n"))
        .hasMessage("UNUSABLE: MLFLOW_WORKSPACE: workspace 'team?' has a line break or another"
            + " special character");
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
