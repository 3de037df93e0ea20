package dev.hallmark.server.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Garbage collections over HTTP. Only one runs at a time, so each test waits until its own has ended. */
class GcResourceTest extends V1Case {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static JsonNode finished(HttpResponse<String> started) throws Exception {
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String id = JSON.readTree(started.body()).get("id").asText();
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode now = JSON.readTree(get("/gc/" + id).body());
    while (now.get("status").asText().equals("running") && System.nanoTime() < end) {
      Thread.sleep(50);
      now = JSON.readTree(get("/gc/" + id).body());
    }
    assertThat(now.get("status").asText()).isEqualTo("done");
    assertThat(now.has("ended_at")).isTrue();
    return now;
  }

  private static Path leftover() throws Exception {
    Path file =
        Files.createDirectories(server.folder().resolve("artifacts/.tmp/dead")).resolve("half");
    Files.writeString(file, "half a file");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(10))));
    return file;
  }

  @Test
  void collection_isADryRunUnlessAskedOtherwise() throws Exception {
    Path file = leftover();
    JsonNode plan = finished(post("/gc", "{}"));
    assertThat(plan.get("dry_run").asBoolean()).isTrue();
    assertThat(plan.get("older_than").asText()).isEqualTo("7d");
    assertThat(plan.get("freed"))
        .isEqualTo(json("[{'kind': 'temporary_file', 'objects': 1, 'bytes': 11}]"));
    assertThat(plan.get("objects"))
        .isEqualTo(json("[{'kind': 'temporary_file', 'outcome': 'freed', 'name': '.tmp/dead',"
            + " 'reason': 'left by a server that stopped', 'bytes': 11}]"));
    assertThat(file).exists();

    assertThat(finished(post("/gc", "{'dry_run': false, 'older_than': '11d'}")).get("freed"))
        .isEmpty();
    assertThat(file).exists();

    JsonNode done = finished(post("/gc", "{'dry_run': false, 'older_than': '48h'}"));
    assertThat(done.get("older_than").asText()).isEqualTo("2d");
    assertThat(done.get("freed")).isEqualTo(plan.get("freed"));
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void badFields_areRefused() throws Exception {
    for (String time : new String[] {"7", "-7d", "7w", "1.5d", "d", "", "9999999d", "7 d"}) {
      assertProblem(
          post("/gc", "{'older_than': '" + time + "'}"),
          400,
          "INVALID_ARGUMENT",
          "Invalid argument",
          "The field 'older_than' must be a number of days or hours, as in 7d or 12h.",
          "'field': 'older_than'" + (time.isEmpty() ? "" : ", 'value': '" + time + "'"));
    }
    for (String time : new String[] {"0h", "0d", "999999d"}) {
      HttpResponse<String> refused = post("/gc", "{'older_than': '" + time + "'}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(JSON.readTree(refused.body()).get("detail").asText())
          .startsWith("'older_than' must be between 1h and 36500d, not '");
    }
    assertProblem(
        post("/gc", "{'dry_run': 'no'}"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "The field 'dry_run' must be true or false.",
        "'field': 'dry_run'");
    for (String body : new String[] {
      "{'dry_run': 1}", "{'older_than': 7}", "{'dryRun': true}", "[]", "", "{'dry_run': {}}"
    }) {
      assertThat(post("/gc", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  @Test
  void ids_mustBeNumbersOfCollections() throws Exception {
    assertProblem(
        get("/gc/latest"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "The field 'id' must be a number.",
        "'field': 'id', 'value': 'latest'");
    assertProblem(
        get("/gc/999999999999999999"),
        404,
        "NOT_FOUND",
        "Not found",
        "There is no garbage collection '999999999999999999'.",
        "");
    assertThat(send("DELETE", "/gc/1", null).statusCode()).isEqualTo(405);
  }

  @Test
  void secondCollection_isRefusedWhileOneRuns() throws Exception {
    HttpResponse<String> first = post("/gc", "{}");
    String id = JSON.readTree(first.body()).get("id").asText();
    assertProblem(
        post("/gc", "{}"),
        409,
        "CONFLICT",
        "Conflict",
        "The garbage collection " + id + " is running, and there is only one at a time.",
        "");
    finished(first);
  }
}
