package dev.hallmark.compat.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.compat.wire.Mlflow;
import dev.hallmark.compat.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Searches of the registry over one connection. No two requests in a row are the same, as H2 would answer the second from
 * its last result.
 */
final class SearchWorkloads {
  private static final int PAGE = 100;
  private static final int DEEP = 1_000;
  private static final int TOKENS = 5;
  private static final byte[] NOTHING = new byte[0];

  private final int models;

  /** @param models how many {@link RegistryRows} has loaded */
  SearchWorkloads(int models) {
    this.models = models;
  }

  List<Workload> all() {
    return List.of(
        models("models: first page", n -> ""),
        models("models: prefix", n -> "name LIKE 'team-" + n % 100 + "-%'"),
        models(
            "models: three tags, one selective",
            n -> tags(n) + " AND tags.rare = 'v" + n % (models / 10) + "'"),
        models(
            "models: three tags, none selective", n -> tags(n) + " AND tags.t5 = 'v" + n % 5 + "'"),
        models("models: substring, 1 hit", n -> "name LIKE '%x" + (1 + n % models) + "y%'"),
        models("models: suffix, 1 hit", n -> "name LIKE '%x" + (1 + n % models) + "y'"),
        models("models: substring in a hundredth", n -> "name LIKE '%am-" + n % 100 + "-%'"),
        models("models: substring in a tenth", n -> "name LIKE '%" + n % 10 + "y%'"),
        versions("versions: newest of a model with 10,009", n -> new String[] {
          "filter", "name = '" + name(great(n)) + "'", "order_by", "version_number DESC"
        }),
        versions("versions: last updated of a model with 10,009", n ->
            new String[] {"filter", "name = '" + name(great(n)) + "'"}),
        versions("versions: of a name's piece", n ->
            new String[] {"filter", "name LIKE '%x" + (11 + n % (models - 10)) + "y%'"}),
        versions("versions: of a run", n ->
            new String[] {"filter", "run_id = 'run-" + (11 + n % (models - 10)) + "'"}),
        deep("models: page 1,000 of ten, or the last", "registered-models/search", 10),
        deep("versions: page 1,000 of a hundred, or the last", "model-versions/search", PAGE));
  }

  private static String tags(int n) {
    return "tags.t2 = 'v" + n % 2 + "' AND tags.t3 = 'v" + n % 3 + "'";
  }

  private int great(int n) {
    return 1 + n % RegistryRows.greatModels(models);
  }

  private static String name(int n) {
    return "team-" + n % 100 + "-model-x" + n + "y";
  }

  private static Workload models(String name, IntFunction<String> filter) {
    return always(
        name, n -> get("registered-models/search", PAGE - n % 2, "filter", filter.apply(n)));
  }

  private static Workload versions(String name, IntFunction<String[]> query) {
    return always(name, n -> get("model-versions/search", PAGE - n % 2, query.apply(n)));
  }

  private static Workload always(String name, IntFunction<byte[]> request) {
    return new Workload(name, 1, mlflow -> (client, n) -> request.apply(n));
  }

  /** Goes there by the tokens, page after page, and then asks for the last few again and again. */
  private static Workload deep(String name, String route, int limit) {
    List<String> tokens = new ArrayList<>(); // empty until the way there was gone
    return new Workload(name, 1, mlflow -> {
      if (tokens.isEmpty()) {
        tokens.addAll(walk(mlflow, route, limit));
      }
      List<String> last = tokens.subList(tokens.size() - TOKENS, tokens.size());
      return (client, n) -> get(route, limit, "page_token", last.get(n % TOKENS));
    });
  }

  private static List<String> walk(Mlflow mlflow, String route, int limit) throws IOException {
    List<String> tokens = new ArrayList<>();
    String token = next(mlflow, route, limit, "");
    while (tokens.size() < DEEP && !token.isEmpty()) {
      tokens.add(token);
      token = next(mlflow, route, limit, token);
    }
    return tokens;
  }

  private static String next(Mlflow mlflow, String route, int limit, String token)
      throws IOException {
    JsonNode answer = mlflow
        .get(route, "max_results", Integer.toString(limit), "page_token", token)
        .orFail()
        .json();
    return answer.path("next_page_token").asText();
  }

  private static byte[] get(String route, int limit, String... query) {
    List<String> all = new ArrayList<>(List.of(query));
    all.add("max_results");
    all.add(Integer.toString(limit));
    return Wire.request("GET", Mlflow.target(route, all.toArray(String[]::new)), "", NOTHING);
  }
}
