package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.RawRequest.Answer;
import dev.hallmark.server.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON and queries are UTF-8 whatever the header says, as for MLflow's own server (3.17.2). */
class RequestCharsetTest {
  private static final String MODELS = "/api/2.0/mlflow/registered-models";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer send(String method, String target, String contentType, String body)
      throws Exception {
    return RawRequest.send(
        server.port(),
        method,
        target,
        "Content-Type: " + contentType + "\r\n",
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Each would be a letter or a control character if the bytes that it has too many were taken. */
  @ParameterizedTest
  @ValueSource(strings = {"c181", "c080", "e08181", "e09fbf", "f0808181", "f08fbfbf"})
  void characterInMoreBytesThanItNeeds_isRefused(String bytes) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"name\":\"".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(HexFormat.of().parseHex(bytes));
    body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
    Answer answer = RawRequest.send(
        server.port(),
        "POST",
        MODELS + "/create",
        "Content-Type: application/json\r\n",
        body.toByteArray());
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("Malformed JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=bogus",
        "application/json; charset=utf-7",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json; charset",
        "application/json; charset=",
        "application/json; charset=\"",
        "application/json; charset=\"a b\"",
        "application/json;;;=;charset=;"
      })
  void charset_isPassedOver(String contentType) throws Exception {
    String name = "größe-" + Integer.toHexString(contentType.hashCode());
    Answer made = send("POST", MODELS + "/create", contentType, "{\"name\":\"" + name + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.text()).contains("\"name\":\"" + name + "\"");

    String query = "?name=" + name.replace("ö", "%C3%B6").replace("ß", "%c3%9f");
    Answer got = send("GET", MODELS + "/get" + query, contentType, "");
    assertThat(got.status()).as(got.text()).isEqualTo(200);
    assertThat(got.text()).contains("\"name\":\"" + name + "\"");

    Answer listed = send("GET", "/api/2.0/mlflow-artifacts/artifacts?path=0", contentType, "");
    assertThat(listed.status()).as(listed.text()).isEqualTo(200);
    Answer put = send("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/a.txt", contentType, "x");
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    Answer deleted = send("DELETE", MODELS + "/delete", contentType, "{\"name\":\"" + name + "\"}");
    assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "%zz,%zz",
    "%u0041,%u0041",
    "a%,a%",
    "a%4,a%4",
    "a+b%2Bc,a b+c",
    "%ff,\ufffd",
    "a=b,a=b",
    "%٠٠,%٠٠"
  })
  void brokenEscapeInAQuery_standsForItself(String sent, String meant) throws Exception {
    String escaped = sent.replace("٠", "%D9%A0");
    Answer answer = send("GET", MODELS + "/get?name=" + escaped, "application/json", "");
    assertThat(answer.text())
        .isEqualTo("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":"
            + "\"Registered Model with name=" + meant + " not found\"}");
  }
}
