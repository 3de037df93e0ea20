package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.server.testkit.HostileFilters;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Over HTTP a hostile filter or order is answered or is the client's mistake: never a 5xx, always MLflow's JSON. */
class HostileFilterRoutesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static TestServer server;

  @BeforeContainer
  static void start() {
    server = TestServer.start();
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Provide
  Arbitrary<String> targets() {
    Arbitrary<String> filters = HostileFilters.about(
        List.of("name", "tags.k", "run_id", "source_path", "version_number", "creation_time"));
    return Combinators.combine(
            Arbitraries.of("registered-models", "model-versions", "experiments"), filters, filters)
        .as((resource, filter, order) -> resource + "/search?max_results=10&filter="
            + encoded(filter) + (filter.length() % 4 == 0 ? "&order_by=" + encoded(order) : ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Property(tries = 3_000, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void aSearch_isAnsweredOrRefused(@ForAll("targets") String target)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send(server.request("/api/2.0/mlflow/" + target).GET());
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.isObject()).as(answer.body()).isTrue();
    if (answer.statusCode() != 200) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(body.get("error_code").asText()).isEqualTo("INVALID_PARAMETER_VALUE");
    }
  }
}
