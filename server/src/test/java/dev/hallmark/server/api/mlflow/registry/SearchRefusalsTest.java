package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.App;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestConfig;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that the server does not answer, and tells so. */
class SearchRefusalsTest extends RegistryApiCase {
  @Test
  void aPageToken_isRefusedByAnotherSearch() {
    List.of("token-a", "token-b", "token-c").forEach(RegistryApiCase::model);
    String token = get(
            "/registered-models/search", "max_results", "1", "filter", "name LIKE 'token%'")
        .jsonPath()
        .getString("next_page_token");
    assertThat(token).isNotEmpty();
    for (String path :
        List.of("/registered-models/search", "/model-versions/search", "/experiments/search")) {
      assertInvalid(
          get(path, "max_results", "1", "page_token", token),
          "Invalid page token: it belongs to another search. Repeat the filter, the order and the other fields"
              + " of the search that gave it.");
    }
    assertInvalid(
        get("/registered-models/search", "filter", "name LIKE 'token%'", "page_token", token + "A"),
        "Invalid page token, could not base64-decode");
  }

  /** Each text would take the server minutes: 600 tags of 20,000 letters against a pattern that nearly fits everywhere. */
  @Test
  void aSearch_isStoppedWhenItTakesTooLong(@TempDir Path folder) {
    Database database = Database.memory();
    try (App app =
        App.start(database, TestConfig.in(folder, Map.of(Setting.SEARCH_TIMEOUT, "1")))) {
      database.jdbi().useHandle(handle -> {
        handle.execute(
            "insert into registered_model (workspace, name, name_folded, is_prompt, description, created_by, created_at,"
                + " updated_at, last_version, revision, revised_at, tag_bits) select 'default', 'm' || \"X\", 'm' || \"X\", false,"
                + " '', '', 0, 0, 0, 0, 0, 0 from system_range(1, 600)");
        handle.execute(
            "insert into model_tag (model_id, tag_key, tag_value, value_prefix) select id, 'long', ?, '' from registered_model",
            "a".repeat(20_000));
      });
      String slow = "tags.long LIKE '%" + "a".repeat(900) + "b%c'";
      Response answer = RestAssured.given()
          .port(app.port())
          .queryParam("filter", String.join(" AND ", List.of(slow, slow, slow, slow, slow)))
          .get("/api/2.0/mlflow/registered-models/search");
      assertInvalid(
          answer,
          "The search for \"tag.long LIKE '%" + "a".repeat(200 - "tag.long LIKE '%".length())
              + "... (4620 characters)\" was stopped after 1 seconds. Narrow the filter, for instance with an equality or with fewer"
              + " patterns that begin with %; this server's setting 'search-timeout' allows no longer.");
    }
  }
}
