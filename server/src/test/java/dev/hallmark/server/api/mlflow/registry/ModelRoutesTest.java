package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRoutesTest extends RegistryApiCase {
  private static final Map<String, String> PROMPT = entry("mlflow.prompt.is_prompt", "true");

  @Test
  void create_answersTheModelAndGetTheSame() {
    Response made = post(
        "/registered-models/create",
        body(
            "name", "sample é",
            "description", "demo",
            "tags",
                List.of(
                    entry("team", "risk"), entry("a", "x"), Map.of("key", "b"), entry("a", "1")),
            "deployment_job_id", "7"));
    long at = made.jsonPath().getLong("registered_model.creation_timestamp");
    assertAnswer(made, """
        {"registered_model": {"name": "sample é", "creation_timestamp": %d, "last_updated_timestamp": %d,
          "description": "demo",
          "tags": [{"key": "a", "value": "1"}, {"key": "b", "value": ""}, {"key": "team", "value": "risk"}]}}
        """.formatted(at, at));
    assertAnswer(getModel("sample é"), made.asString());
    assertAnswer(
        http("/ajax-api/2.0/mlflow").queryParam("name", "sample é").get("/registered-models/get"),
        made.asString());
  }

  @Test
  void create_leavesOutWhatIsEmpty() {
    Response made = post("/registered-models/create", Map.of("name", "bare"));
    long at = made.jsonPath().getLong("registered_model.creation_timestamp");
    assertAnswer(made, """
        {"registered_model": {"name": "bare", "creation_timestamp": %d, "last_updated_timestamp": %d}}
        """.formatted(at, at));
  }

  @Test
  void create_refusesATakenNameInTheWordsOfItsKind() {
    model("taken");
    assertOk(post("/registered-models/create", body("name", "hello", "tags", List.of(PROMPT))));
    assertTaken("taken", List.of(), "Registered Model (name=taken) already exists.");
    assertTaken("hello", List.of(PROMPT), "Prompt (name=hello) already exists.");
    assertTaken(
        "hello",
        List.of(),
        "Tried to create a registered model with name 'hello', but the name is already taken by a"
            + " prompt. MLflow does not allow creating a model and a prompt with the same name.");
    assertTaken(
        "taken",
        List.of(PROMPT),
        "Tried to create a prompt with name 'taken', but the name is already taken by a registered"
            + " model. MLflow does not allow creating a model and a prompt with the same name.");
  }

  private static void assertTaken(String name, List<?> tags, String message) {
    assertRefused(
        post("/registered-models/create", body("name", name, "tags", tags)),
        400,
        "RESOURCE_ALREADY_EXISTS",
        message);
  }

  @Test
  void names_areRefusedInMlflowsWords() {
    assertInvalid(
        post("/registered-models/create", Map.of()),
        "Missing value for required parameter 'name'. See the API docs for more information about"
            + " request parameters.");
    assertInvalid(
        post("/registered-models/create", Map.of("name", "  ")),
        "Missing value for required parameter 'name'.");
    for (String name : List.of("a/b", "a:b")) {
      assertInvalid(
          post("/registered-models/create", Map.of("name", name)),
          "Invalid model name '" + name + "'. Names cannot contain '/' or ':'.");
    }
    assertInvalid(
        post("/registered-models/create", Map.of("name", "..")),
        "Invalid value \"..\" for parameter 'name' supplied: Names may be treated as files in certain"
            + " cases, and must not resolve to other names when treated as such. This name would"
            + " resolve to '..'");
    assertInvalid(
        post("/registered-models/create", Map.of("name", "x".repeat(257))),
        "'name' exceeds the maximum length of 256 characters");
    assertInvalid(getModel("a/b"), "Invalid model name 'a/b'. Names cannot contain '/' or ':'.");
    model("😀".repeat(256));
    model("a..b %2e");
  }

  @Test
  void tags_areRefusedInMlflowsWords() {
    assertRefusedTag(
        entry("a@b", "1"),
        "Invalid value \"a@b\" for parameter 'key' supplied: Names may only contain alphanumerics,"
            + " underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
    assertRefusedTag(
        entry("a/../b", "1"),
        "Invalid value \"a/../b\" for parameter 'key' supplied: Names may be treated as files in"
            + " certain cases, and must not resolve to other names when treated as such. This name"
            + " would resolve to 'b'");
    assertRefusedTag(
        entry("k".repeat(251), "1"), "'key' exceeds the maximum length of 250 characters");
    assertRefusedTag(
        entry("k", "v".repeat(100_001)), "'value' exceeds the maximum length of 100000 characters");
    assertRefusedTag(
        Map.of("value", "1"),
        "Missing value for required parameter 'key'. See the API docs for more information about"
            + " request parameters.");
  }

  private static void assertRefusedTag(Map<String, String> tag, String message) {
    assertInvalid(
        post("/registered-models/create", body("name", "untagged", "tags", List.of(tag))), message);
    assertNoModel(getModel("untagged"), "untagged");
  }

  @Test
  void description_thatIsTooLongIsRefused() {
    assertInvalid(
        post(
            "/registered-models/create", body("name", "wordy", "description", "d".repeat(100_001))),
        "'description' exceeds the maximum length of 100000 characters");
  }

  @Test
  void get_carriesLatestVersionsAndAliases() {
    model("full");
    version("full");
    version("full");
    assertOk(post(
        "/model-versions/transition-stage",
        body(
            "name",
            "full",
            "version",
            "1",
            "stage",
            "production",
            "archive_existing_versions",
            true)));
    assertEmpty(post(
        "/registered-models/alias", body("name", "full", "alias", "champion", "version", "1")));
    Response model = getModel("full");
    long created = model.jsonPath().getLong("registered_model.creation_timestamp");
    long updated = model.jsonPath().getLong("registered_model.last_updated_timestamp");
    String one = getVersion("full", "1").asString();
    String two = getVersion("full", "2").asString();
    assertAnswer(model, """
        {"registered_model": {"name": "full", "creation_timestamp": %d, "last_updated_timestamp": %d,
          "aliases": [{"alias": "champion", "version": "1"}],
          "latest_versions": [%s, %s]}}
        """.formatted(created, updated, inner(two), withoutAliases(inner(one))));
    assertAnswer(
        get("/registered-models/search", "filter", "name = 'full'"),
        "{\"registered_models\": [" + inner(model.asString()) + "]}");
  }

  private static String withoutAliases(String version) {
    return version.replace(",\"aliases\":[\"champion\"]", "");
  }

  private static String inner(String answer) {
    return answer.substring(answer.indexOf(':') + 1, answer.length() - 1);
  }

  @Test
  void rename_answersTheModelUnderItsNewName() {
    model("before");
    version("before");
    Response renamed =
        post("/registered-models/rename", body("name", "before", "new_name", "after"));
    assertThat(renamed.jsonPath().getString("registered_model.name")).isEqualTo("after");
    assertAnswer(getModel("after"), renamed.asString());
    assertThat(getVersion("after", "1").jsonPath().getString("model_version.name"))
        .isEqualTo("after");
    assertNoModel(getModel("before"), "before");
    model("other");
    assertRefused(
        post("/registered-models/rename", body("name", "after", "new_name", "other")),
        400,
        "RESOURCE_ALREADY_EXISTS",
        "Registered Model (name=other) already exists.");
    assertNoModel(post("/registered-models/rename", body("name", "no", "new_name", "x")), "no");
    assertInvalid(
        post("/registered-models/rename", body("name", "after", "new_name", " ")),
        "Missing value for required parameter 'new_name'.");
  }

  @Test
  void update_withoutADescriptionClearsIt() {
    assertOk(post("/registered-models/create", body("name", "told", "description", "one")));
    Response updated =
        patch("/registered-models/update", body("name", "told", "description", "two"));
    assertThat(updated.jsonPath().getString("registered_model.description")).isEqualTo("two");
    Response cleared = patch("/registered-models/update", Map.of("name", "told"));
    assertThat(cleared.jsonPath().getMap("registered_model")).doesNotContainKey("description");
    assertAnswer(getModel("told"), cleared.asString());
    assertNoModel(patch("/registered-models/update", Map.of("name", "no")), "no");
  }

  @Test
  void delete_readsItsBodyAndNotItsQuery() {
    model("gone");
    assertInvalid(
        http().queryParam("name", "gone").delete("/registered-models/delete"),
        "Missing value for required parameter 'name'. See the API docs for more information about"
            + " request parameters.");
    assertEmpty(delete("/registered-models/delete", Map.of("name", "gone")));
    assertNoModel(delete("/registered-models/delete", Map.of("name", "gone")), "gone");
  }

  @Test
  void search_answersPagesOfWholeModels() {
    for (String name : List.of("page1", "page2", "page3")) {
      model(name);
      version(name);
    }
    Response first =
        get("/registered-models/search", "filter", "name LIKE 'page%'", "max_results", "2");
    assertThat(first.jsonPath().getList("registered_models.name"))
        .containsExactly("page1", "page2");
    assertThat(first.jsonPath().getList("registered_models.latest_versions.flatten().version"))
        .containsExactly("1", "1");
    Response second = get(
        "/registered-models/search",
        "filter",
        "name LIKE 'page%'",
        "max_results",
        "2",
        "page_token",
        first.jsonPath().getString("next_page_token"));
    assertThat(second.jsonPath().getList("registered_models.name")).containsExactly("page3");
    assertThat(second.jsonPath().getMap("")).doesNotContainKey("next_page_token");
    assertAnswer(get("/registered-models/search", "filter", "name = 'nobody'"), "{}");
  }

  @Test
  void search_showsPromptsOnlyWhenAskedForThem() {
    assertOk(post("/registered-models/create", body("name", "ask", "tags", List.of(PROMPT))));
    assertAnswer(get("/registered-models/search", "filter", "name = 'ask'"), "{}");
    String prompts = "name = 'ask' AND tags.`mlflow.prompt.is_prompt` = 'true'";
    assertThat(get("/registered-models/search", "filter", prompts)
            .jsonPath()
            .getList("registered_models.name"))
        .containsExactly("ask");
  }

  @Test
  void search_refusesPagesOutOfRange() {
    assertInvalid(
        get("/registered-models/search", "max_results", "1001"),
        "Invalid value for request parameter max_results. It must be at most 1000, but got value"
            + " 1001");
    assertInvalid(
        get("/registered-models/search", "max_results", "0"),
        "Invalid value for max_results. It must be a positive integer, but got 0");
  }
}
