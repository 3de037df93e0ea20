package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;
import dev.hallmark.server.testkit.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For contracts that ask over HTTP and then look at the rows: each test has a server and a database of its own. */
public abstract class RegistryStateCase {
  static final String API = "/api/2.0/mlflow/";

  private Database database;
  private TestServer server;

  protected abstract TestDatabase engine();

  @BeforeEach
  void start() {
    database = engine().fresh();
    server = TestServer.start(database, Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** @param fields name, value, name, value … */
  protected static Call call(String method, String path, String... fields) {
    Map<String, String> request = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      request.put(fields[i], fields[i + 1]);
    }
    return new Call(method, path, request);
  }

  record Call(String method, String path, Map<String, String> fields) {
    private String query() {
      return fields.entrySet().stream()
          .map(field ->
              field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
          .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
      return method + " " + API + path;
    }
  }

  protected HttpResponse<String> send(Call call) throws Exception {
    return server.send(request(call));
  }

  /** @param key the request's {@code Idempotency-Key} */
  protected HttpResponse<String> send(Call call, String key) throws Exception {
    return server.send(request(call).header("Idempotency-Key", key));
  }

  private HttpRequest.Builder request(Call call) throws Exception {
    if (call.method.equals("GET")) {
      return server.request(API + call.path + "?" + call.query()).GET();
    }
    byte[] body = MlflowJson.MAPPER.writeValueAsBytes(call.fields);
    return server
        .request(API + call.path)
        .header("Content-Type", "application/json")
        .method(call.method, BodyPublishers.ofByteArray(body));
  }

  /** The body of an answer that must be 200. */
  protected String succeed(Call call) throws Exception {
    HttpResponse<String> answer = send(call);
    assertThat(answer.statusCode()).as(call + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  protected JsonNode ask(Call call) throws Exception {
    return MlflowJson.MAPPER.readTree(succeed(call));
  }

  void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  protected long number(String sql) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  protected List<String> texts(String sql) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  /** Every row of every table but the audit, and the jobs, which change in the background. */
  protected String rows() {
    return texts(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema")
        .stream()
        .filter(table -> !table.startsWith("audit") && !table.equals("job"))
        .sorted()
        .map(table -> table + rows("SELECT * FROM " + table))
        .collect(Collectors.joining("\n"));
  }

  protected List<String> rows(String sql) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapToMap().stream()
            .map(row -> new TreeMap<>(row).toString())
            .sorted()
            .toList());
  }
}
