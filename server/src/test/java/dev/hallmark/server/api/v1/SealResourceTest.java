package dev.hallmark.server.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.server.storage.Sha256;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verify, restore, and create from a path. */
class SealResourceTest extends V1Case {
  private static int count;

  private String model;
  private String folder;
  private String digest;

  @BeforeEach
  void register() throws Exception {
    model = "model-" + ++count;
    folder = "7/taken-over/" + model;
    upload("MLmodel", "flavors " + model);
    mlflow("registered-models/create", "{'name': '" + model + "'}");
    HttpResponse<String> created = create("{'path': '" + folder + "', 'tags': {'a': 'b'}}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    digest = JSON.readTree(created.body()).get("digest").asText().substring("sha256:".length());
  }

  private HttpResponse<String> create(String body, String... headers) throws Exception {
    return send("POST", "/models/" + model + "/versions", body, headers);
  }

  private void upload(String name, String text) throws Exception {
    String path = "/api/2.0/mlflow-artifacts/artifacts/" + folder + "/" + name;
    assertThat(
            server.send(server.request(path).PUT(BodyPublishers.ofString(text))).statusCode())
        .isEqualTo(200);
  }

  private String version() {
    return "/models/" + model + "/versions/1";
  }

  private Path sealed() {
    return server.folder().resolve("artifacts/seals/" + digest + "/files/MLmodel");
  }

  private void flip() throws Exception {
    byte[] bytes = Files.readAllBytes(sealed());
    bytes[0] ^= 1;
    Files.delete(sealed());
    Files.write(sealed(), bytes);
  }

  private JsonNode verification(String status, String damaged, int count, String more) {
    return json("{'status': '" + status + "', 'digest': 'sha256:" + digest + "', 'files': 1,"
        + " 'bytes': " + ("flavors " + model).length() + ", 'damaged': [" + damaged
        + "], 'damaged_count': " + count + more + "}");
  }

  private static String sha(String text) {
    return "sha256:" + Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void version_fromAPathHasNoRun() throws Exception {
    ObjectNode body = (ObjectNode) JSON.readTree(get(version()).body());
    assertThat(body.remove("created_at")).isEqualTo(body.remove("updated_at"));
    assertThat(body)
        .isEqualTo(json("{'name': '" + model + "', 'version': 1, 'status': 'READY',"
            + " 'digest': 'sha256:" + digest + "', 'stage': 'None', 'aliases': [],"
            + " 'tags': {'a': 'b'}, 'source': 'mlflow-artifacts:/" + folder + "',"
            + " 'created_by': 'anonymous', 'integrity': {'status': 'unverified'}}"));
  }

  @Test
  void flippedBit_isFoundRefusedAndRestored() throws Exception {
    assertThat(JSON.readTree(post(version() + "/verify", "{}").body()))
        .isEqualTo(verification("intact", "", 0, ""));
    assertThat(JSON.readTree(get(version()).body()).at("/integrity/status").asText())
        .isEqualTo("intact");
    flip();
    String found = sha("glavors " + model);
    String damage = "{'path': 'MLmodel', 'kind': 'changed', 'expected': '" + sha("flavors " + model)
        + "', 'found': '" + found + "'}";
    assertThat(JSON.readTree(send("POST", version() + "/verify", null).body()))
        .isEqualTo(verification("damaged", damage, 1, ""));
    assertThat(JSON.readTree(get(version()).body()).at("/integrity/status").asText())
        .isEqualTo("damaged");
    assertDownloadsRefused();
    assertProblem(
        create("{'path': '" + folder + "'}"),
        409,
        "DAMAGED",
        "Damaged files",
        "The stored files of 'seals/" + digest + "' are damaged. They are neither served nor"
            + " registered until they are restored.",
        "");
    HttpResponse<String> restored = post(version() + "/restore", "{'path': '" + folder + "'}");
    assertThat(JSON.readTree(restored.body()))
        .isEqualTo(verification("intact", "", 0, ", 'restored': ['MLmodel']"));
    assertThat(file("/api/2.0/mlflow-artifacts/artifacts/seals/" + digest + "/files/MLmodel")
            .body())
        .isEqualTo("flavors " + model);
  }

  private static HttpResponse<String> file(String path) throws Exception {
    return server.send(server.request(path));
  }

  private void assertDownloadsRefused() throws Exception {
    for (String path : new String[] {
      "/api/2.0/mlflow-artifacts/artifacts/seals/" + digest + "/files/MLmodel",
      "/model-versions/get-artifact?path=MLmodel&name=" + model + "&version=1"
    }) {
      HttpResponse<String> refused = file(path);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(JSON.readTree(refused.body()))
          .isEqualTo(JSON.createObjectNode()
              .put("error_code", "RESOURCE_CONFLICT")
              .put(
                  "message",
                  "The files of 'seals/" + digest + "/files/MLmodel' are damaged: some are not what"
                      + " was sealed. They are neither served nor registered until an administrator"
                      + " restores them."));
    }
  }

  @Test
  void restore_fromOtherFilesIsRefused() throws Exception {
    flip();
    upload("MLmodel", "other");
    assertProblem(
        post(version() + "/restore", "{'path': '" + folder + "'}"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "'path' does not match: '" + folder + "/MLmodel' has the digest " + sha("other")
            + " instead of " + sha("flavors " + model) + ".",
        "'field': 'path', 'value': '" + folder + "/MLmodel'");
    assertProblem(
        post(version() + "/restore", "{'path': '7/nothing'}"),
        404,
        "NOT_FOUND",
        "Not found",
        "There is no file or folder '7/nothing/MLmodel'.",
        "");
  }

  @Test
  void restore_takesEitherAPathOrAUri() throws Exception {
    flip();
    String both = "{'path': '" + folder + "', 'uri': 'mlflow-artifacts:/" + folder + "'}";
    assertProblem(
        post(version() + "/restore", both),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "Only one of 'uri' and 'path' can be given.",
        "'field': 'uri', 'value': 'path'");
    assertProblem(
        post(version() + "/restore", "{}"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "The field 'path' is required.",
        "'field': 'path'");
    assertProblem(
        post(version() + "/restore", "{'uri': 'file:///etc'}"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "'uri' has an invalid value: 'file:///etc'. It must be a folder below"
            + " default-artifact-root or an artifact-source of this server, where clients store"
            + " files, as in 's3://bucket/prefix/1/abc/artifacts/model'.",
        "'field': 'uri', 'value': 'file:///etc'");
    HttpResponse<String> restored =
        post(version() + "/restore", "{'uri': 'mlflow-artifacts:/" + folder + "'}");
    assertThat(JSON.readTree(restored.body()))
        .isEqualTo(verification("intact", "", 0, ", 'restored': ['MLmodel']"));
  }

  @Test
  void versionWithoutSeal_isRefused() throws Exception {
    mlflow("model-versions/create", "{'name': '" + model + "', 'source': 's3://bucket/x'}");
    assertProblem(
        post("/models/" + model + "/versions/2/verify", "{}"),
        409,
        "NOT_SEALED",
        "Not sealed",
        "This server stores no files of version 2 of '" + model + "'.",
        "");
  }

  @Test
  void create_isExecutedOncePerIdempotencyKey() throws Exception {
    String body = "{'path': '" + folder + "', 'description': 'd'}";
    HttpResponse<String> first = create(body, "Idempotency-Key", "k-" + model);
    HttpResponse<String> second = create(body, "Idempotency-Key", "k-" + model);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(JSON.readTree(first.body()).get("version").asInt()).isEqualTo(2);
  }

  @Test
  void create_refusesWhatIsNoFolderOfTheStore() throws Exception {
    assertThat(create("{'path': '7/nothing'}").statusCode()).isEqualTo(404);
    for (String path : new String[] {
      "../etc",
      "/etc",
      "a/../b",
      "%2e%2e/x",
      "seals/" + digest + "/files",
      ".tmp",
      "a//b",
      "s3://b/x"
    }) {
      HttpResponse<String> response = create("{'path': '" + path + "'}");
      assertThat(response.statusCode()).as(path).isEqualTo(400);
      assertThat(response.body()).as(path).contains("\"field\":\"path\"");
    }
    assertThat(
            send("POST", "/models/none/versions", "{'path': '" + folder + "'}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void body_isReadStrictly() throws Exception {
    assertInvalid(
        "{'path': '" + folder + "', 'pth': 1}",
        "pth",
        "The field 'pth' is unknown; known are: description, path, tags.");
    assertInvalid("{}", "path", "The field 'path' is required.");
    assertInvalid("{'path': 7}", "path", "The field 'path' must be a string.");
    assertInvalid("{'path': ['a']}", "path", "The field 'path' must be a string.");
    assertInvalid(
        "{'path': 'a', 'tags': {'k': 1}}", "tags.k", "The field 'tags.k' must be a string.");
    assertInvalid(
        "{'path': 'a', 'path': 'b'}", "body", "The body is not valid JSON: line 1, column 21.");
    assertInvalid("{'path': 'a'} x", "body", "The body is not valid JSON: line 1, column 15.");
    assertInvalid("", "body", "The body is not valid JSON: line 1, column 1.");
    assertInvalid("[]", "body", "The field 'body' must be a JSON object.");
  }

  private void assertInvalid(String body, String field, String detail) throws Exception {
    HttpResponse<String> response = create(body);
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.path("detail").asText()).isEqualTo(detail);
    assertThat(problem.path("field").asText()).isEqualTo(field);
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void mediaTypeAndSize_areRefusedWithTheirStatus() throws Exception {
    HttpResponse<String> text = create("{}", "Content-Type", "text/plain");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(text.body()).contains("UNSUPPORTED_MEDIA_TYPE");
    assertThat(create("{}", "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
    assertProblem(
        create("{'path': '" + "x".repeat(1 << 20) + "'}"),
        413,
        "TOO_LARGE",
        "Request too large",
        "The request is too large: at most 1048576 bytes are accepted.",
        "");
  }
}
