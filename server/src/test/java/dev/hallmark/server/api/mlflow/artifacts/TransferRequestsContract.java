package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of requests that transfer files, which are the same for every kind of store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransferRequestsContract {
  static final String PROXY = "/api/2.0/mlflow-artifacts";
  static final String FILES = PROXY + "/artifacts/";
  private static final String MLFLOW = "/api/2.0/mlflow";
  private static final String SEAL = "seals/" + "a".repeat(64) + "/files/";

  private TestServer server;
  private String run;
  private String model;

  abstract Map<Setting, String> settings();

  @BeforeAll
  void start() {
    server = TestServer.start(settings());
    run = post(MLFLOW + "/runs/create", "{\"experiment_id\": \"0\"}").path("run.info.run_id");
    model = post(MLFLOW + "/logged-models", "{\"experiment_id\": \"0\", \"name\": \"m\"}")
        .path("model.info.model_id");
    assertThat(call().body("x".getBytes(UTF_8)).put(FILES + "0/a/b").statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  void stop() {
    if (server != null) { // otherwise the service of the test is not installed
      server.close();
    }
  }

  private RequestSpecification call() {
    return given().port(server.port()).urlEncodingEnabled(false);
  }

  private Response post(String path, String json) {
    return call().contentType(ContentType.JSON).body(json).post(path);
  }

  private static void assertRefused(Response response, int status, String code, String message) {
    assertThat(response.asString())
        .isEqualTo("{\"error_code\":\"" + code + "\",\"message\":\"" + message + "\"}");
    assertThat(response.statusCode()).isEqualTo(status);
  }

  private static void assertInvalid(Response response, String message) {
    assertRefused(response, 400, "INVALID_PARAMETER_VALUE", message);
  }

  @Test
  void get_ofAFolderOrOfNothingIs404() {
    for (String path : List.of("0/a", "0/a/", "0", "0/none", "0/a/b/c")) {
      String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      assertRefused(
          call().get(FILES + path),
          404,
          "RESOURCE_DOES_NOT_EXIST",
          "No such artifact: '" + plain + "'");
      assertThat(call().head(FILES + path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void put_refusesAFileInThePlaceOfAFolderAndAFolderInThePlaceOfAFile() {
    String mismatch = ". A file is not a folder, and a folder is not a file.";
    assertInvalid(call().body("x").put(FILES + "0/a"), "Invalid path: '0/a'" + mismatch);
    assertInvalid(call().body("x").put(FILES + "0/a/b/c"), "Invalid path: '0/a/b/c'" + mismatch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/a%5Cb", "0/a%255Cb", "..%5Ca"})
  void backslash_isRefusedByEveryCall(String path) {
    String json = "{\"path\": \"x\", \"num_parts\": 1, \"upload_id\": \"u\","
        + " \"parts\": [{\"part_number\": 1, \"etag\": \"e\"}]}";
    Stream.of(
            call().get(FILES + path),
            call().body("x").put(FILES + path),
            call().delete(FILES + path),
            call().get(PROXY + "/artifacts?path=" + path),
            call().get(FILES + path + "?archive=zip"),
            call().get(PROXY + "/presigned/" + path),
            post(PROXY + "/mpu/create/" + path, json),
            post(PROXY + "/mpu/complete/" + path, json),
            post(PROXY + "/mpu/abort/" + path, json))
        .forEach(response -> {
          assertThat(response.statusCode()).isEqualTo(400);
          assertThat(response.asString())
              .startsWith(
                  "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Invalid path: '");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"seals/x", "versions/1/1.json", ".tmp/x", "Seals/x", "VERSIONS/1/x"})
  void folderOfTheServer_isChangedByNobody(String path) {
    String denied =
        "Permission denied: '" + path + "' is in a folder that only the server changes.";
    String folder = path.substring(0, path.lastIndexOf('/'));
    String name = path.substring(path.lastIndexOf('/') + 1);
    String body = "{\"path\": \"" + name + "\", \"num_parts\": 1, \"upload_id\": \"u\","
        + " \"parts\": [{\"part_number\": 1, \"etag\": \"e\"}]}";
    Stream.of(
            call().body("x").put(FILES + path),
            call().delete(FILES + path),
            post(PROXY + "/mpu/create/" + folder, body),
            post(PROXY + "/mpu/complete/" + folder, body),
            post(PROXY + "/mpu/abort/" + folder, body))
        .forEach(response -> assertRefused(response, 403, "PERMISSION_DENIED", denied));
  }

  @Test
  void seal_isNotChangedByCallsThatNameARun() {
    String escape = "../../../" + SEAL + "model";
    String body = "{\"run_id\": \"" + run + "\", \"path\": \"" + escape + "\"}";
    assertInvalid(
        post(MLFLOW + "/artifacts/presigned-upload-url", body), "Invalid path: '" + escape + "'");
    assertInvalid(
        call()
            .body("x")
            .post("/ajax-api/2.0/mlflow/upload-artifact?run_uuid=" + run + "&path=" + escape),
        "Invalid path: '" + escape + "'");
  }

  static Stream<String[]> malformedCreates() {
    String hint = " See the API docs for more information about request parameters.";
    String range = "' supplied. It must be between 1 and 10000.";
    return Stream.of(
        new String[] {"{}", "Missing value for required parameter 'path'." + hint},
        new String[] {
          "{\"path\": \"\", \"num_parts\": 1}",
          "Missing value for required parameter 'path'." + hint
        },
        new String[] {
          "{\"path\": \"a\"}", "Missing value for required parameter 'num_parts'." + hint
        },
        new String[] {
          "{\"path\": \"a\", \"num_parts\": 0}", "Invalid value 0 for parameter 'num_parts" + range
        },
        new String[] {
          "{\"path\": \"a\", \"num_parts\": -1}",
          "Invalid value -1 for parameter 'num_parts" + range
        },
        new String[] {
          "{\"path\": \"a\", \"num_parts\": 10001}",
          "Invalid value 10001 for parameter 'num_parts" + range
        },
        new String[] {
          "{\"path\": \"/tmp/\", \"num_parts\": 1}", "Invalid path: '/tmp/'. It must name a file."
        },
        new String[] {
          "{\"path\": \"C:\\\\temp\\\\\", \"num_parts\": 1}",
          "Invalid path: 'C:\\\\temp\\\\'. It must name a file."
        },
        new String[] {"{\"path\": \"/tmp/..\", \"num_parts\": 1}", "Invalid path: '..'"},
        new String[] {"{\"path\": \"a/%2e%2e\", \"num_parts\": 1}", "Invalid path: '%2e%2e'"},
        new String[] {"{\"path\": \"..%2f..%2fx\", \"num_parts\": 1}", "Invalid path: '..%2f..%2fx'"
        },
        new String[] {"{\"path\": \"a%5c..%5cx\", \"num_parts\": 1}", "Invalid path: 'a%5c..%5cx'"},
        new String[] {"{\"path\": \"/tmp/a#b\", \"num_parts\": 1}", "Invalid path: 'a#b'"},
        new String[] {"{\"path\": \"C:x\", \"num_parts\": 1}", "Invalid path: 'C:x'"},
        new String[] {"{\"path\"", "Malformed JSON: the body of this request cannot be read."});
  }

  @ParameterizedTest
  @MethodSource("malformedCreates")
  void create_refusesMalformedRequestsBeforeAllElse(String body, String message) {
    assertInvalid(
        post(PROXY + "/mpu/create/0/run", body),
        message.replace("\\", "\\\\").replace("\\\\\\\\", "\\\\"));
  }

  @Test
  void complete_and_abort_refuseMalformedRequests() {
    String hint = " See the API docs for more information about request parameters.";
    for (String step : List.of("complete", "abort")) {
      assertInvalid(
          post(PROXY + "/mpu/" + step + "/0/run", "{\"path\": \"a\"}"),
          "Missing value for required parameter 'upload_id'." + hint);
    }
    String begin = "{\"path\": \"a\", \"upload_id\": \"u\", \"parts\": ";
    String complete = PROXY + "/mpu/complete/0/run";
    assertInvalid(
        post(complete, begin + "[]}"), "Missing value for required parameter 'parts'." + hint);
    assertInvalid(
        post(complete, begin + "[{\"part_number\": 0, \"etag\": \"e\"}]}"),
        "Invalid value 0 for parameter 'parts[0].part_number' supplied. It must be between 1 and 10000.");
    assertInvalid(
        post(complete, begin + "[{\"part_number\": 1}]}"),
        "Missing value for required parameter 'parts[0].etag'." + hint);
    assertInvalid(
        post(
            complete,
            begin
                + "[{\"part_number\": 1, \"etag\": \"e\"}, {\"part_number\": 1, \"etag\": \"e\"}]}"),
        "Invalid value 1 for parameter 'parts[1].part_number' supplied.");
  }

  @Test
  void presigned_refusesMalformedRequests() {
    String hint = " See the API docs for more information about request parameters.";
    for (String direction : List.of("upload", "download")) {
      String call = MLFLOW + "/artifacts/presigned-" + direction + "-url";
      assertInvalid(
          post(call, "{\"run_id\": \"" + run + "\"}"),
          "Missing value for required parameter 'path'." + hint);
      for (String ids :
          List.of("", ", \"run_id\": \"" + run + "\", \"model_id\": \"" + model + "\"")) {
        assertInvalid(
            post(call, "{\"path\": \"a\"" + ids + "}"),
            "Exactly one of run_id and model_id must be provided.");
      }
      for (long seconds : new long[] {0, -1, 604_801}) {
        assertInvalid(
            post(
                call,
                "{\"run_id\": \"" + run + "\", \"path\": \"a\", \"expiration\": " + seconds + "}"),
            "Invalid value " + seconds
                + " for parameter 'expiration' supplied. It must be between 1 and 604800.");
      }
      assertRefused(
          post(call, "{\"run_id\": \"none\", \"path\": \"a\"}"),
          404,
          "RESOURCE_DOES_NOT_EXIST",
          "Run with id=none not found");
      assertInvalid(
          post(call, "{\"model_id\": \"" + model + "\", \"path\": \"../a\"}"),
          "Invalid path: '../a'");
    }
  }

  @Test
  void archive_refusesWhatItCannotArchive() {
    assertInvalid(
        call().get(FILES + "0/a?archive=tar"),
        "Invalid value tar for parameter 'archive' supplied.");
    assertRefused(
        call().get(FILES + "0/none?archive=zip"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No such artifact: '0/none'");
    assertRefused(
        call().get("/get-artifact?run_id=" + run + "&archive=zip"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No such artifact: '0/" + run + "/artifacts'");
  }
}
