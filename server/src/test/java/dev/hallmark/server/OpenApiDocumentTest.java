package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.server.api.v1.V1Api;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document describes the calls below {@code /api/v1} that the server has, no more and no less. */
class OpenApiDocumentTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @TempDir
  Path folder;

  private static JsonNode document() throws Exception {
    return new JsonMapper().readTree(V1Api.class.getResource("openapi.json"));
  }

  @Test
  void everyCall_isDescribedAndEveryDescribedCallIsThere() throws Exception {
    Set<String> described = new TreeSet<>();
    for (var path : document().get("paths").properties()) {
      path.getValue().fieldNames().forEachRemaining(name -> {
        if (METHODS.contains(name)) {
          described.add(name.toUpperCase(Locale.ROOT) + " /api/v1" + path.getKey());
        }
      });
    }
    assertThat(described).isEqualTo(mounted());
  }

  private Set<String> mounted() {
    try (App app = App.start(Database.memory(), TestConfig.in(folder))) {
      Set<String> calls = new TreeSet<>();
      app.routes().stream()
          .filter(call -> call.contains(" /api/v1") && !call.startsWith("HEAD "))
          .forEach(calls::add);
      return calls;
    }
  }

  @Test
  void everyCall_namesItsParametersAndItsErrors() throws Exception {
    for (var path : document().get("paths").properties()) {
      Set<String> parameters = new TreeSet<>();
      path.getValue().path("parameters").forEach(each -> parameters.add(each.toString()));
      if (path.getKey().contains("{name}")) {
        assertThat(parameters).anyMatch(each -> each.contains("/Name"));
      }
      if (path.getKey().contains("{version}")) {
        assertThat(parameters).anyMatch(each -> each.contains("/Version"));
      }
      for (var call : path.getValue().properties()) {
        if (METHODS.contains(call.getKey())) {
          assertThat(call.getValue().has("operationId")).as(path.getKey()).isTrue();
          assertThat(call.getValue().path("responses").has("default"))
              .as(path.getKey())
              .isTrue();
        }
      }
    }
  }

  @Test
  void everyReference_leadsSomewhere() throws Exception {
    JsonNode document = document();
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(document.at(each.substring(1)).isObject()).isTrue());
  }
}
