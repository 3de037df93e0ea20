package dev.hallmark.server.api.mlflow.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers between a client and an S3 service that verifies signatures. */
class DirectTransfersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROXY = "/api/2.0/mlflow-artifacts";
  private static final String FILES = PROXY + "/artifacts/";
  private static final String MLFLOW = "/api/2.0/mlflow";
  private static final int PART = 5 << 20; // no service accepts smaller ones, except the last

  private static TestServer server;
  private static HttpClient client;
  private static String run;
  private static String root;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(TransferRequestsOnS3Test.onS3("both"));
    client = HttpClient.newHttpClient();
    run = created("/runs/create", "{\"experiment_id\": \"0\"}")
        .at("/run/info/run_id")
        .asText();
    root = "0/" + run + "/artifacts";
  }

  @AfterAll
  static void stop() {
    if (server != null) { // otherwise the service is not installed
      server.close();
    }
  }

  private static HttpResponse<String> post(String path, String json) throws Exception {
    return server.send(server
        .request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)));
  }

  private static JsonNode created(String path, String json) throws Exception {
    return ok(post(MLFLOW + path, json));
  }

  private static JsonNode ok(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static JsonNode get(String path) throws Exception {
    return ok(server.send(server.request(path)));
  }

  private static void put(String path, String text) throws Exception {
    ok(server.send(server.request(FILES + path).PUT(BodyPublishers.ofString(text))));
  }

  private static String content(String path) throws Exception {
    return server.send(server.request(FILES + path)).body();
  }

  private static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String error(String code, String message) {
    return "{\"error_code\":\"" + code + "\",\"message\":\"" + message + "\"}";
  }

  @Test
  void download_opensOneFileForGetAndForItsTime() throws Exception {
    put(root + "/gr%C3%B6%C3%9Fe%20+%201.html", "weights");
    put(root + "/other", "other");
    JsonNode signed = get(PROXY + "/presigned/" + root + "/gr%C3%B6%C3%9Fe%20+%201.html");
    String url = signed.get("url").asText();

    assertThat(signed.get("presigned_url").asText()).isEqualTo(url);
    assertThat(signed.get("headers")).isEmpty();
    assertThat(signed.get("file_size").asLong()).isEqualTo(7);
    assertThat(signed.get("sha256").asText()).isEqualTo(Sha256.hex("weights".getBytes(UTF_8)));
    assertThat(url).contains("X-Amz-Expires=300&").doesNotContain("testsecret");

    HttpResponse<String> whole = send(to(url));
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo("weights");
    assertThat(whole.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(whole.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"groe + 1.html\"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20+%201.html");
    HttpResponse<String> part = send(to(url).header("Range", "bytes=1-3"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("eig");

    assertThat(send(to(url).PUT(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(403);
    assertThat(send(to(url).DELETE()).statusCode()).isEqualTo(403);
    assertThat(send(to(url.replaceFirst("gr%C3%B6%C3%9Fe[^?]*", "other"))).statusCode())
        .isEqualTo(403);
    assertThat(send(to(url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"))).statusCode())
        .isEqualTo(403);
    assertThat(content(root + "/gr%C3%B6%C3%9Fe%20+%201.html")).isEqualTo("weights");
  }

  @Test
  void download_expires() throws Exception {
    put(root + "/short", "x");
    String body = "{\"run_id\": \"" + run + "\", \"path\": \"short\", \"expiration\": 1}";
    String url =
        created("/artifacts/presigned-download-url", body).get("presigned_url").asText();
    long end = System.nanoTime() + 60_000_000_000L;
    int status = 200;
    while (status == 200 && System.nanoTime() < end) {
      Thread.sleep(100);
      status = send(to(url)).statusCode();
    }
    assertThat(status).isEqualTo(403);
  }

  @Test
  void download_missesFoldersAndMissingFiles() throws Exception {
    put(root + "/folder/file", "x");
    for (String path : List.of(root + "/folder", root + "/none")) {
      HttpResponse<String> missing = server.send(server.request(PROXY + "/presigned/" + path));
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body())
          .isEqualTo(error("RESOURCE_DOES_NOT_EXIST", "No such artifact: '" + path + "'"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "model"})
  void upload_storesOneFileWithTheHeadersOfTheResponse(String owner) throws Exception {
    String folder = root;
    String id = "\"run_id\": \"" + run + "\"";
    if (owner.equals("model")) {
      String model = created("/logged-models", "{\"experiment_id\": \"0\", \"name\": \"m\"}")
          .at("/model/info/model_id")
          .asText();
      folder = "0/models/" + model + "/artifacts";
      id = "\"model_id\": \"" + model + "\"";
    }
    put(folder + "/data/report.txt", "first");
    String body = "{" + id + ", \"path\": \"data/report.txt\"}";
    JsonNode signed = created("/artifacts/presigned-upload-url", body);
    String url = signed.get("presigned_url").asText();
    assertThat(url).contains("X-Amz-Expires=900&");
    assertThat(signed.get("headers").toString()).isEqualTo("{\"Content-Type\":\"text/plain\"}");

    HttpRequest.Builder without = to(url).PUT(BodyPublishers.ofString("second"));
    assertThat(send(without).statusCode()).isEqualTo(403);
    assertThat(content(folder + "/data/report.txt")).isEqualTo("first");
    HttpRequest.Builder with = without.header("Content-Type", "text/plain");
    assertThat(send(with).statusCode()).isEqualTo(200);

    HttpResponse<String> down = server.send(server.request(FILES + folder + "/data/report.txt"));
    assertThat(down.body()).isEqualTo("second");
    assertThat(down.headers().firstValue("Repr-Digest")).isEmpty();
    assertThat(send(to(url)).statusCode()).isEqualTo(403);
    JsonNode download = created("/artifacts/presigned-download-url", body);
    assertThat(send(to(download.get("presigned_url").asText())).body()).isEqualTo("second");
    assertThat(download.has("sha256")).isFalse();
  }

  @Test
  void upload_refusesAFileInThePlaceOfAFolder() throws Exception {
    put(root + "/d/file", "x");
    for (String path : List.of("d", "d/file/x")) {
      HttpResponse<String> refused = post(
          MLFLOW + "/artifacts/presigned-upload-url",
          "{\"run_id\": \"" + run + "\", \"path\": \"" + path + "\"}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo(error(
              "INVALID_PARAMETER_VALUE",
              "Invalid path: '" + root + "/" + path
                  + "'. A file is not a folder, and a folder is not a file."));
    }
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static JsonNode begin(String localPath, int parts) throws Exception {
    return ok(post(
        PROXY + "/mpu/create/" + root + "/big",
        "{\"path\": \"" + localPath + "\", \"num_parts\": " + parts + "}"));
  }

  private static String uploaded(JsonNode upload, byte[] content) throws Exception {
    List<String> parts = new ArrayList<>();
    for (JsonNode each : upload.get("credentials")) {
      int number = each.get("part_number").asInt();
      int from = (number - 1) * PART;
      int length = Math.min(PART, content.length - from);
      HttpResponse<String> sent =
          send(to(each.get("url").asText()).PUT(BodyPublishers.ofByteArray(content, from, length)));
      assertThat(sent.statusCode()).isEqualTo(200);
      String etag = sent.headers().firstValue("ETag").orElseThrow();
      parts.add("{\"part_number\": " + number + ", \"url\": \"\", \"etag\": "
          + JSON.writeValueAsString(etag) + "}");
    }
    return "[" + String.join(", ", parts) + "]";
  }

  private static HttpResponse<String> step(
      String step, String folder, String name, JsonNode upload, String parts) throws Exception {
    return post(
        PROXY + "/mpu/" + step + "/" + folder,
        "{\"path\": \"/home/ann/" + name + "\", \"upload_id\": " + upload.get("upload_id")
            + ", \"parts\": " + parts + "}");
  }

  @Test
  void multipart_storesTheFileUnderTheNameOfTheLocalOne() throws Exception {
    put(root + "/big/weights.bin", "earlier");
    byte[] content = noise(2 * PART + 7);
    JsonNode upload = begin("C:\\\\Users\\\\ann\\\\weights.bin", 3);
    assertThat(upload.get("credentials")).hasSize(3);
    assertThat(upload.at("/credentials/0/headers").toString()).isEqualTo("{}");
    assertThat(upload.at("/credentials/0/url").asText()).contains("X-Amz-Expires=3600&");
    String parts = uploaded(upload, content);
    assertThat(content(root + "/big/weights.bin")).isEqualTo("earlier");

    for (int i = 0; i < 2; i++) { // a repeated completion changes nothing
      HttpResponse<String> done = step("complete", root + "/big", "weights.bin", upload, parts);
      assertThat(done.body()).isEqualTo("{}");
      assertThat(done.statusCode()).isEqualTo(200);
    }

    HttpResponse<byte[]> down = client.send(
        server.request(FILES + root + "/big/weights.bin").build(), BodyHandlers.ofByteArray());
    assertThat(down.body()).isEqualTo(content);
    assertThat(down.headers().firstValue("Repr-Digest")).isEmpty();
    created("/registered-models/create", "{\"name\": \"m\"}");
    String source =
        "{\"name\": \"m\", \"source\": \"runs:/" + run + "/big\", \"run_id\": \"" + run + "\"}";
    created("/model-versions/create", source);
    JsonNode sealed =
        get("/model-versions/get-artifact?name=m&version=1&path=weights.bin&presigned=true");
    assertThat(sealed.get("sha256").asText()).isEqualTo(Sha256.hex(content));
    assertThat(client
            .send(to(sealed.get("url").asText()).build(), BodyHandlers.ofByteArray())
            .body())
        .isEqualTo(content);
  }

  @Test
  void multipart_isRefusedWithTheIdOfAnotherPathOrUnknownParts() throws Exception {
    byte[] content = noise(PART + 1);
    JsonNode upload = begin("two.bin", 2);
    String parts = uploaded(upload, content);
    String folder = root + "/big";
    for (String step : List.of("complete", "abort")) {
      HttpResponse<String> other = step(step, folder, "other.bin", upload, parts);
      assertThat(other.statusCode()).isEqualTo(404);
      assertThat(other.body())
          .isEqualTo(error(
              "RESOURCE_DOES_NOT_EXIST",
              "No multipart upload of '" + folder + "/other.bin' has this upload_id."));
    }
    String unknown = parts.replaceFirst("[0-9a-f]{32}", "0".repeat(32));
    HttpResponse<String> wrong = step("complete", folder, "two.bin", upload, unknown);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .isEqualTo(error(
            "INVALID_PARAMETER_VALUE",
            "Invalid parts: they are not what was uploaded (InvalidPart). Nothing was stored."));
    assertThat(step("abort", folder, "two.bin", upload, parts).body()).isEqualTo("{}");
    assertThat(step("abort", folder, "two.bin", upload, parts).statusCode()).isEqualTo(404);
    assertThat(step("complete", folder, "two.bin", upload, parts).statusCode()).isEqualTo(404);
    assertThat(server.send(server.request(FILES + folder + "/two.bin")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void multipart_ofSmallPartsIsRefusedWithAdvice() throws Exception {
    JsonNode upload = begin("small.bin", 2);
    List<String> parts = new ArrayList<>();
    for (JsonNode each : upload.get("credentials")) {
      HttpResponse<String> sent =
          send(to(each.get("url").asText()).PUT(BodyPublishers.ofString("small")));
      parts.add("{\"part_number\": " + each.get("part_number") + ", \"etag\": "
          + JSON.writeValueAsString(sent.headers().firstValue("ETag").orElseThrow()) + "}");
    }
    HttpResponse<String> refused =
        step("complete", root + "/big", "small.bin", upload, parts.toString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo(error(
            "INVALID_PARAMETER_VALUE",
            "Invalid parts: they are not what was uploaded (EntityTooSmall). Nothing was stored."
                + " Each part but the last must have 5 MiB or more: see"
                + " MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE."));
  }

  @Test
  void multipart_givesEveryPartAUrl() throws Exception {
    JsonNode upload = begin("many", 10_000);
    assertThat(upload.get("credentials")).hasSize(10_000);
    JsonNode last = upload.at("/credentials/9999");
    assertThat(last.get("part_number").asInt()).isEqualTo(10_000);
    assertThat(last.get("url").asText()).contains("partNumber=10000&", "X-Amz-Expires=200000&");
    assertThat(step("abort", root + "/big", "many", upload, "[]").statusCode()).isEqualTo(200);
  }

  @Test
  void deletedRun_takesNoFilesButLetsUploadsBeAborted() throws Exception {
    String deleted = created("/runs/create", "{\"experiment_id\": \"0\"}")
        .at("/run/info/run_id")
        .asText();
    String folder = "0/" + deleted + "/artifacts";
    JsonNode upload =
        ok(post(PROXY + "/mpu/create/" + folder, "{\"path\": \"a\", \"num_parts\": 1}"));
    String parts = uploaded(upload, "x".getBytes(UTF_8));
    created("/runs/delete", "{\"run_id\": \"" + deleted + "\"}");

    HttpResponse<String> refused = step("complete", folder, "a", upload, parts);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo(error(
            "INVALID_PARAMETER_VALUE",
            "Invalid path: '" + folder
                + "/a'. What it belongs to is deleted and takes no more files."));
    assertThat(step("abort", folder, "a", upload, parts).statusCode()).isEqualTo(200);
  }

  @Test
  void publicEndpoint_isTheHostOfTheUrls() throws Exception {
    Map<Setting, String> settings = new HashMap<>(TransferRequestsOnS3Test.onS3("both"));
    settings.put(Setting.S3_PUBLIC_ENDPOINT, "https://files.example.com:8443");
    try (TestServer other = TestServer.start(settings)) {
      String file = FILES + "0/run/a";
      ok(other.send(other.request(file).PUT(BodyPublishers.ofString("x"))));
      JsonNode signed = ok(other.send(other.request(PROXY + "/presigned/0/run/a")));
      assertThat(signed.get("url").asText())
          .startsWith("https://files.example.com:8443/bucket-")
          .contains("/team/models/0/run/a?");
    }
  }
}
