package dev.hallmark.compat.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests and responses larger than the server's memory are refused or streamed; they never exhaust it. */
class SmallHeapTest {
  private static final String TAG = "x".repeat(100_000);

  @TempDir
  private Path data;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void largeRequests_areRefusedOrAnsweredAndTheServerGoesOn() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx96m")) {
      List<String> bodies = List.of(
          "{\"name\":\"a\",\"tags\":[" + "{},".repeat(7_000_000) + "{}]}",
          "{\"name\":\"b\",\"tags\":[" + "[],".repeat(7_000_000) + "[]]}",
          "{\"name\":\"c\",\"extra\":[" + "[],".repeat(1_300_000) + "[]]}",
          "{\"name\":\"d\",\"tags\":[" + "{},".repeat(1_300_000) + "{}]}",
          "{\"name\":\"e\",\"description\":\"" + "x".repeat(23_000_000) + "\"}",
          "{\"name\":\"f\",\"description\":\"" + "\\u20ac".repeat(600_000) + "\"}");
      for (int round = 0; round < 2; round++) {
        List<CompletableFuture<HttpResponse<String>>> answers = bodies.stream()
            .map(body -> http.sendAsync(create(server, body), BodyHandlers.ofString()))
            .toList();
        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
            .as(server.output())
            .isSubsetOf(200, 400, 413, 429);
      }
      assertThat(status(server, bodies.get(0))).isEqualTo(413);
      assertThat(status(server, bodies.get(2).replace("\"c\"", "\"g\""))).isEqualTo(200);
      assertThat(status(server, bodies.get(3))).isEqualTo(413);
      assertThat(status(server, bodies.get(4))).isEqualTo(413);
      assertThat(status(server, "{\"name\":\"small\"}")).isEqualTo(200);
      assertThat(server.output()).doesNotContain("OutOfMemoryError");
    }
  }

  @Test
  void unpagedSearches_areStreamedWhateverTheirLength() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx128m")) {
      assertThat(status(server, "{\"name\":\"large\"}")).isEqualTo(200);
      String version =
          "{\"name\":\"large\",\"source\":\"s3://bucket/model\",\"tags\":[{\"key\":\"t\",\"value\":\""
              + TAG + "\"}]}";
      for (int i = 0; i < 300; i++) {
        assertThat(post(server, "model-versions/create", version).statusCode()).isEqualTo(200);
      }
      List<CompletableFuture<Long>> searches = IntStream.range(0, 4)
          .mapToObj(i -> CompletableFuture.supplyAsync(() -> count(server, "\"version\":\"")))
          .toList();
      assertThat(searches.stream().map(CompletableFuture::join)).containsOnly(300L);
      assertThat(server.output()).doesNotContain("OutOfMemoryError", "ERROR");
      assertThat(status(server, "{\"name\":\"small\"}")).isEqualTo(200);
    }
  }

  @Test
  void objectThatDoesNotFit_isRefusedAndTheServerGoesOn() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx512m")) {
      assertThat(status(server, "{\"name\":\"huge\"}")).isEqualTo(200);
      for (int i = 0; i < 200; i++) {
        String tag = "{\"name\":\"huge\",\"key\":\"t" + i + "\",\"value\":\"" + TAG + "\"}";
        assertThat(post(server, "registered-models/set-tag", tag).statusCode()).isEqualTo(200);
      }
    }
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx96m")) {
      HttpResponse<String> refused = http.send(getHuge(server), BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body())
          .contains("This request and its response take more than the ", "a larger heap");
      assertThat(status(server, "{\"name\":\"small\"}")).as(server.output()).isEqualTo(200);
      assertThat(server.output()).doesNotContain("OutOfMemoryError", "ERROR");
    }
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx512m")) {
      assertThat(http.send(getHuge(server), BodyHandlers.ofString()).body())
          .contains("\"key\":\"t0\"", "\"key\":\"t199\"")
          .hasSizeGreaterThan(20_000_000);
    }
  }

  @Test
  void largeRowsOfAList_areReadOneByOneWhereManyDoNotFit() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx512m")) {
      assertThat(status(server, "{\"name\":\"large\"}")).isEqualTo(200);
      String version =
          "{\"name\":\"large\",\"source\":\"s3://bucket/model\",\"tags\":[" + tags(20) + "]}";
      for (int i = 0; i < 60; i++) {
        assertThat(post(server, "model-versions/create", version).statusCode()).isEqualTo(200);
      }
    }
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx128m")) {
      assertThat(count(server, "\"version\":\"")).isEqualTo(60);
      assertThat(server.output()).doesNotContain("OutOfMemoryError", "ERROR");
    }
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"key\":\"t" + i + "\",\"value\":\"" + TAG + "\"}")
        .collect(Collectors.joining(","));
  }

  private static HttpRequest getHuge(HallmarkProcess server) {
    return request(server, "registered-models/get?name=huge").GET().build();
  }

  private long count(HallmarkProcess server, String piece) {
    try {
      HttpResponse<InputStream> found = http.send(
          request(server, "model-versions/search").GET().build(), BodyHandlers.ofInputStream());
      assertThat(found.statusCode()).isEqualTo(200);
      try (InputStream body = requireNonNull(found.body())) {
        return SubstringIndex.count(body, piece);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int status(HallmarkProcess server, String body) throws Exception {
    return http.send(create(server, body), BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> post(HallmarkProcess server, String path, String body)
      throws Exception {
    return http.send(
        request(server, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static HttpRequest create(HallmarkProcess server, String body) {
    return request(server, "registered-models/create")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpRequest.Builder request(HallmarkProcess server, String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + "/api/2.0/mlflow/" + path))
        .header("Content-Type", "application/json");
  }

  private static final class SubstringIndex {
    static long count(InputStream text, String piece) throws IOException {
      long count = 0;
      int matched = 0;
      byte[] chunk = new byte[64 * 1024];
      for (int read = text.read(chunk); read >= 0; read = text.read(chunk)) {
        for (int i = 0; i < read; i++) {
          matched =
              chunk[i] == piece.charAt(matched) ? matched + 1 : chunk[i] == piece.charAt(0) ? 1 : 0;
          if (matched == piece.length()) {
            count++;
            matched = 0;
          }
        }
      }
      return count;
    }
  }
}
