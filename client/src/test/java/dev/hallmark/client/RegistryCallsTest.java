package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each of the 21 calls puts on the wire. */
class RegistryCallsTest {
  private static final String ANSWER = """
      {"registered_model": {"name": "m", "aliases": [{"alias": "a", "version": "3"}]},
       "model_version": {"name": "m", "version": "3"}, "artifact_uri": "s3://b/m"}""";

  static Stream<Arguments> calls() {
    return Stream.of(
        call(
            c -> c.models().create("m", "d", Map.of("k", "v")),
            "POST registered-models/create",
            "{'name':'m','description':'d','tags':[{'key':'k','value':'v'}]}"),
        call(c -> c.models().get("ü&m"), "GET registered-models/get?name=ü&m", ""),
        call(
            c -> c.models().rename("m", "n"),
            "POST registered-models/rename",
            "{'name':'m','new_name':'n'}"),
        call(
            c -> c.models().update("m", "d"),
            "PATCH registered-models/update",
            "{'name':'m','description':'d'}"),
        call(c -> c.models().delete("m"), "DELETE registered-models/delete", "{'name':'m'}"),
        call(
            c -> c.models()
                .search(Search.where("f").orderBy("a", "b").pageSize(5))
                .forEach(found -> {}),
            "GET registered-models/search?max_results=5&filter=f&order_by=a&order_by=b",
            ""),
        call(
            c -> c.models().latestVersions("m"),
            "GET registered-models/get-latest-versions?name=m",
            ""),
        call(
            c -> c.models().setTag("m", "k", "v"),
            "POST registered-models/set-tag",
            "{'name':'m','key':'k','value':'v'}"),
        call(
            c -> c.models().deleteTag("m", "k"),
            "DELETE registered-models/delete-tag",
            "{'name':'m','key':'k'}"),
        call(
            c -> c.models().setAlias("m", "a", 3),
            "POST registered-models/alias",
            "{'name':'m','alias':'a','version':'3'}"),
        call(
            c -> c.models().deleteAlias("m", "a"),
            "DELETE registered-models/alias",
            "{'name':'m','alias':'a'}"),
        call(
            c -> c.models().getByAlias("m", "a"), "GET registered-models/alias?alias=a&name=m", ""),
        call(
            c -> c.versions().create(NewVersion.of("m", "s").runId("r")),
            "POST model-versions/create",
            "{'name':'m','source':'s','run_id':'r','tags':[]}"),
        call(c -> c.versions().get("m", 3), "GET model-versions/get?name=m&version=3", ""),
        call(
            c -> c.versions().update("m", 3, ""),
            "PATCH model-versions/update",
            "{'name':'m','version':'3','description':''}"),
        call(
            c -> c.versions().transition("m", 3, Stage.STAGING, true),
            "POST model-versions/transition-stage",
            "{'name':'m','version':'3','stage':'Staging','archive_existing_versions':true}"),
        call(
            c -> c.versions().delete("m", 3),
            "DELETE model-versions/delete",
            "{'name':'m','version':'3'}"),
        call(
            c -> c.versions().search(Search.all()).forEach(found -> {}),
            "GET model-versions/search?max_results=1000",
            ""),
        call(
            c -> c.versions().downloadUri("m", 3),
            "GET model-versions/get-download-uri?name=m&version=3",
            ""),
        call(
            c -> c.versions().setTag("m", 3, "k", "v"),
            "POST model-versions/set-tag",
            "{'name':'m','version':'3','key':'k','value':'v'}"),
        call(
            c -> c.versions().deleteTag("m", 3, "k"),
            "DELETE model-versions/delete-tag",
            "{'name':'m','version':'3','key':'k'}"));
  }

  private static Arguments call(Consumer<HallmarkClient> call, String line, String body) {
    return Arguments.of(line, call, body.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void call_isSentAsMlflowHasIt(String line, Consumer<HallmarkClient> call, String body) {
    try (FakeServer server = new FakeServer(json(ANSWER))) {
      call.accept(server.client());
      String sent = URLDecoder.decode(server.last().line(), StandardCharsets.UTF_8);
      assertThat(sorted(sent)).isEqualTo(sorted(line.replaceFirst(" ", " /api/2.0/mlflow/")));
      assertThat(server.last().body()).isEqualTo(body);
      boolean isJson = server.last().headers().containsKey("content-type");
      assertThat(isJson).isEqualTo(!body.isEmpty());
    }
  }

  /** The order of a query's fields says nothing. */
  private static String sorted(String line) {
    String[] parts = line.split("\\?", 2);
    return parts.length == 1
        ? line
        : parts[0] + "?"
            + String.join("&", Stream.of(parts[1].split("&")).sorted().toList());
  }
}
