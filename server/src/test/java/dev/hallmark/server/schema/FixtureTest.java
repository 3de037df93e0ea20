package dev.hallmark.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.commons.io.FileUtils;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases of all schemas, made by the servers of their time, are opened by that of today with all that they contain. */
class FixtureTest {
  private static final String MODEL = "Churn-Bäume";

  @TempDir
  Path folder;

  static List<Fixture> fixtures() {
    return Fixture.all();
  }

  @Test
  void newestSchema_hasAFixture() {
    assertThat(fixtures()).as("run NewFixtureTest, see CONTRIBUTING.md").contains(Fixture.newest());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void h2(Fixture fixture) throws IOException {
    FileUtils.copyDirectory(fixture.h2().toFile(), folder.toFile());
    try (Database database = Database.file(folder)) {
      assertCounts(database.jdbi(), fixture.h2());
    }
    try (FixtureServer server = FixtureServer.start(folder, "")) {
      assertContent(server);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void postgresql(Fixture fixture) throws IOException, SQLException {
    FileUtils.copyDirectory(fixture.postgresql().toFile(), folder.toFile());
    String url = PostgresServer.shared().emptyUrl();
    fixture.restore(url);
    try (Database database = Database.postgres(url, "", "")) {
      assertCounts(database.jdbi(), fixture.postgresql());
    }
    try (FixtureServer server = FixtureServer.start(folder, url)) {
      assertContent(server);
    }
  }

  private static void assertCounts(Jdbi jdbi, Path fixture) {
    Map<String, Long> expected = Fixture.expectedCounts(fixture);
    Map<String, Long> counts = jdbi.withHandle(handle -> Fixture.counts(handle, expected.keySet()));
    assertThat(counts).isEqualTo(expected);
  }

  private static void assertContent(FixtureServer server) {
    assertModel(server);
    assertSeal(
        server,
        "1",
        Map.of("MLmodel", "flavors: {depth: 4}\n", "data/two words.txt", "the same in all runs\n"));
    assertSeal(server, "2", Map.of("MLmodel", "logged: 6\n"));
    assertSearches(server);
    assertTracking(server);
    assertNewNumbers(server);
    JsonNode team = server.in("team-a").get("model-versions/search").get("model_versions");
    assertThat(values(team, "source")).containsExactly("s3://bucket/team-a");
  }

  private static void assertModel(FixtureServer server) {
    JsonNode model = server.get("registered-models/get", "name", MODEL).get("registered_model");
    assertThat(model.get("description").asText()).isEqualTo("predicts churn");
    assertThat(values(model.get("tags"), "value"))
        .containsExactlyInAnyOrder("risk", "x".repeat(150));
    assertThat(model.at("/aliases/0/alias").asText()).isEqualTo("champion");
    JsonNode champion = server.get("registered-models/alias", "name", MODEL, "alias", "champion");
    assertThat(champion.at("/model_version/description").asText()).isEqualTo("from a logged model");
    JsonNode first = server.get("model-versions/get", "name", MODEL, "version", "1");
    assertThat(first.at("/model_version/current_stage").asText()).isEqualTo("Production");
  }

  /** Computes the digest of the files that the server sends. @param files contents by path */
  private static void assertSeal(FixtureServer server, String version, Map<String, String> files) {
    String[] key = {"name", MODEL, "version", version};
    String digest =
        server.get("model-versions/get", key).at("/model_version/digest").asText();
    String root = server
        .get("model-versions/get-download-uri", key)
        .get("artifact_uri")
        .asText()
        .replace("mlflow-artifacts:/", "");
    List<String> lines = new ArrayList<>();
    files.forEach((path, content) -> {
      String sent = server.download(root + "/" + path.replace(" ", "%20"));
      assertThat(sent).isEqualTo(content);
      lines.add(sha256(sent) + "  " + sent.length() + "  " + path + "\n");
    });
    lines.sort(null);
    assertThat(digest).isEqualTo("sha256:" + sha256(String.join("", lines)));
  }

  private static String sha256(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** By indexes, prefixes, folded names, tag bits and the functions of the database. */
  private static void assertSearches(FixtureServer server) {
    for (String filter : List.of(
        "name = 'Churn-Bäume'",
        "name ILIKE '%-BÄUM%'",
        "name LIKE 'Ch%B%m%'",
        "tags.team = 'risk'",
        "tags.long LIKE '" + "x".repeat(120) + "%'",
        "tags.team ILIKE 'R%S%K'")) {
      JsonNode found = server.get("registered-models/search", "filter", filter);
      assertThat(values(found.get("registered_models"), "description"))
          .as(filter)
          .containsExactly("predicts churn");
    }
    assertThat(versions(server, "source_path = 's3://bucket/churn'")).containsExactly("3");
    assertThat(versions(server, "tags.region = 'eu'")).containsExactly("3");
    assertThat(versions(server, "name = 'Churn-Bäume'")).containsExactlyInAnyOrder("1", "2", "3");
  }

  private static List<String> versions(FixtureServer server, String filter) {
    JsonNode found = server.get("model-versions/search", "filter", filter);
    return values(found.get("model_versions"), "version");
  }

  private static List<String> values(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.get(field).asText())
        .toList();
  }

  private static void assertTracking(FixtureServer server) {
    JsonNode runs = server.post("runs/search", """
            {"experiment_ids": ["1"], "filter": "metrics.auc > 0.95 and params.depth = '6' and tags.team = 'risk'"}
            """).get("runs");
    assertThat(runs).hasSize(1);
    JsonNode run = runs.get(0);
    assertThat(run.at("/info/run_name").asText()).isEqualTo("depth-6");
    assertThat(run.at("/inputs/dataset_inputs/0/dataset/name").asText()).isEqualTo("customers");
    String id = run.at("/info/run_id").asText();
    JsonNode history =
        server.get("metrics/get-history", "run_id", id, "metric_key", "auc").get("metrics");
    assertThat(values(history, "value")).containsExactly("0.5", "0.96");
    String logged = run.at("/outputs/model_outputs/0/model_id").asText();
    JsonNode model = server.get("logged-models/" + logged).get("model");
    assertThat(model.at("/info/name").asText()).isEqualTo("tree");
    assertThat(model.at("/data/params/0/value").asText()).isEqualTo("6");
    assertThat(model.at("/data/metrics/0/value").asDouble()).isEqualTo(0.8);
    assertThat(server
            .get("experiments/get", "experiment_id", "2")
            .at("/experiment/lifecycle_stage")
            .asText())
        .isEqualTo("deleted");
  }

  private static void assertNewNumbers(FixtureServer server) {
    String reference = "\", \"source\": \"s3://bucket/new\"}";
    assertThat(number(server, "{\"name\": \"" + MODEL + reference)).isEqualTo("4");
    assertThat(number(server, "{\"name\": \"scam" + reference)).isEqualTo("3");
    server.post("registered-models/create", "{\"name\": \"short-lived\"}");
    assertThat(number(server, "{\"name\": \"short-lived" + reference)).isEqualTo("2");
  }

  private static String number(FixtureServer server, String body) {
    return server
        .post("model-versions/create", body)
        .at("/model_version/version")
        .asText();
  }
}
