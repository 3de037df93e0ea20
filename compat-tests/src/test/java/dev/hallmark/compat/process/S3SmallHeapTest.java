package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Mlflow;
import dev.hallmark.server.testkit.S3Server;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files go through a small heap at once on their way to a bucket and back, and none of them lies on this machine's disk. */
class S3SmallHeapTest {
  private static final int CLIENTS = 50;
  private static final long SIZE = 24L << 20;

  @TempDir
  private Path data;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void manyFilesAtOnce_goUpAndDownInASmallHeap() throws Exception {
    Map<String, String> environment = new HashMap<>(S3Server.credentials());
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx96m");
    try (S3Server service = S3Server.create()) {
      service.start();
      List<String> options = List.of(
          "--artifacts",
          "s3://" + service.newBucket(),
          "--s3-endpoint",
          service.endpoint().toString());
      try (HallmarkProcess server = HallmarkProcess.serve(data, options, environment)) {
        String run;
        try (Mlflow mlflow = new Mlflow(server.port())) {
          run = mlflow.createRun("0").get("artifact_uri").asText();
        }
        IntFunction<URI> file =
            i -> URI.create(server.uri() + Mlflow.target(run + "/weights-" + i + ".bin"));
        List<Integer> statuses = all(i -> () -> upload(file.apply(i), SIZE + i));
        assertThat(statuses).as(server.output()).containsOnly(200);
        List<Long> differences = all(i -> () -> firstDifference(file.apply(i), SIZE + i));
        assertThat(differences).as("first byte that differs").containsOnly(-1L);
        assertThat(server.output()).doesNotContain("OutOfMemoryError", "ERROR");
      }
    }
  }

  private static <T> List<T> all(IntFunction<Callable<T>> client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<T>> running =
          threads.invokeAll(IntStream.range(0, CLIENTS).mapToObj(client).toList());
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private int upload(URI file, long size) throws Exception {
    BodyPublisher bytes = BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new GeneratedStream(size)), size);
    return http.send(HttpRequest.newBuilder(file).PUT(bytes).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private long firstDifference(URI file, long size) throws Exception {
    HttpResponse<InputStream> down =
        http.send(HttpRequest.newBuilder(file).build(), BodyHandlers.ofInputStream());
    try (InputStream body = down.body()) {
      return GeneratedStream.firstDifference(body, size);
    }
  }
}
