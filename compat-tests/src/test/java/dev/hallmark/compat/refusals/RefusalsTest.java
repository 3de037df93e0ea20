package dev.hallmark.compat.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.bench.MlflowServer;
import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.python.Venv;
import dev.hallmark.server.testkit.BadInput;
import dev.hallmark.server.testkit.RefusalScript;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each request that the servers are to refuse is sent to Hallmark and to MLflow's own server. Where status, code or message
 * differ, {@code docs/reference/mlflow-refusals.md} says so, and says no more than that.
 */
class RefusalsTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir
  private Path folder;

  @Test
  void refusals_areMlflowsButForTheDocumentedOnes() throws Exception {
    Venv venv = Venv.orSkip(
        Path.of("src/test/python/requirements-3.17.txt"), "MLflow's own server is not asked");
    Map<String, String> ours;
    Map<String, String> theirs;
    try (HallmarkProcess hallmark = HallmarkProcess.start(folder.resolve("hallmark"))) {
      ours = refusals(hallmark.port());
    }
    try (MlflowServer mlflow = new MlflowServer(
        venv, folder.resolve("mlflow"), "sqlite:///" + folder.resolve("mlflow.db"), 1)) {
      theirs = refusals(mlflow.port());
    }
    KnownDifferences known = new KnownDifferences();
    List<String> unknown = new ArrayList<>();
    theirs.forEach((request, refusal) -> {
      List<String> difference = List.of(request, refusal, ours.get(request));
      if (!refusal.equals(ours.get(request)) && !known.has(difference)) {
        unknown.add(String.join("\n  ", difference));
      }
    });
    assertThat(unknown).as("undocumented differences").isEmpty();
    assertThat(known.unused()).as("documented differences that do not exist").isEmpty();
  }

  private Map<String, String> refusals(int port) throws IOException {
    Map<String, String> refusals = new LinkedHashMap<>();
    RefusalScript script = new RefusalScript((method, path, body) ->
        send(port, method, path, body.isEmpty() ? "" : "application/json", body));
    for (RefusalScript.Outcome each : script.run()) {
      refusals.put(each.line(), refused(each.response(), script.variables()));
    }
    for (BadInput each : BadInput.all().toList()) {
      RefusalScript.Response response =
          send(port, each.method(), each.path(), each.contentType(), each.body());
      refusals.put(each.name().replace("/api/2.0/mlflow/", ""), refused(response, Map.of()));
    }
    return refusals;
  }

  private static String refused(RefusalScript.Response response, Map<String, String> names) {
    return Refused.of(response.status(), response.body(), names);
  }

  private RefusalScript.Response send(
      int port, String method, String path, String contentType, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new RefusalScript.Response(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
