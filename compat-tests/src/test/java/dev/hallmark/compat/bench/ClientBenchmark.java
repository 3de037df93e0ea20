package dev.hallmark.compat.bench;

import dev.hallmark.client.ArtifactFile;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import dev.hallmark.client.batch.ModelFetcher;
import dev.hallmark.compat.process.HallmarkProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.io.FileUtils;

/**
 * Our Java client beside curl and beside the JDK's bare client, on the packaged server: they take turns, and of each the median
 * counts. Curl does not look at what arrives and our client hashes it all, so curl is measured with {@code openssl dgst} behind
 * it, too. The table goes to {@code target/client-benchmark.md}.
 */
final class ClientBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
  private static final int WARM_UP = 4;
  private static final int MODEL = 1 << 30;
  private static final int CALLS = 10_000;
  private static final int THREADS = 16;
  private static final int PARALLEL = 4;
  private static final Path FOLDER = Path.of("target", "client-benchmark").toAbsolutePath();

  private final HallmarkClient client;
  private final List<String> lines = new ArrayList<>(List.of(
      "| work | who | median | speed | times our time |", "| --- | --- | --- | --- | --- |"));

  private ClientBenchmark(HallmarkClient client) {
    this.client = client;
  }

  /** One way to do the work, which may throw anything. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    FileUtils.deleteDirectory(FOLDER.toFile());
    try (HallmarkProcess server = HallmarkProcess.start(FOLDER.resolve("data"))) {
      ClientBenchmark benchmark = new ClientBenchmark(new HallmarkClient(URI.create(server.uri())));
      benchmark.calls();
      benchmark.downloads("1 GB in one file", 1, 1);
      benchmark.downloads("1 GB in 1,000 files, 4 at a time", 1000, PARALLEL);
      String table = String.join("\n", benchmark.lines) + "\n\n" + jar() + "\n";
      Files.writeString(Path.of("target", "client-benchmark.md"), table);
      System.out.println(table);
    } finally {
      FileUtils.deleteDirectory(FOLDER.toFile());
    }
  }

  private static String jar() throws Exception {
    Path jar = Path.of(
        HallmarkClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return "The jar has %,d bytes.".formatted(Files.size(jar));
  }

  private void downloads(String title, int count, int parallel) throws Exception {
    String name = "files-" + count;
    register(name, count);
    List<ArtifactFile> files = client.artifacts().listAll(client.versions().downloadUri(name, 1));
    Path target = FOLDER.resolve("target");
    CurlDownload curl = new CurlDownload(client.trackingUri().toString(), files, parallel, target);
    List<Double> seconds = medians(
        () -> FileUtils.deleteDirectory(target.toFile()),
        () -> ModelFetcher.of(client)
            .cache(target, Long.MAX_VALUE)
            .parallel(parallel)
            .fetch("models:/" + name + "/1")
            .close(),
        curl::run,
        () -> {
          curl.run();
          curl.hash();
        });
    add(title, "our client", seconds.get(0), seconds.get(0));
    add(title, "curl", seconds.get(1), seconds.get(0));
    add(title, "curl, then openssl dgst", seconds.get(2), seconds.get(0));
  }

  private void add(String title, String who, double seconds, double ours) {
    lines.add("| %s | %s | %.2f s | %,.0f MB/s | %.2f |"
        .formatted(title, who, seconds, MODEL / 1e6 / seconds, seconds / ours));
  }

  private void register(String name, int count) throws IOException {
    Path model = Files.createDirectories(FOLDER.resolve("model"));
    byte[] bytes = new byte[1 << 20];
    Random noise = new Random(1);
    for (int i = 0; i < count; i++) {
      try (OutputStream file = Files.newOutputStream(model.resolve("part-" + i))) {
        for (long left = MODEL / count; left > 0; left -= bytes.length) {
          noise.nextBytes(bytes);
          file.write(bytes, 0, (int) Math.min(left, bytes.length));
        }
      }
    }
    Run run = client.runs().create(client.experiments().getOrCreate(name).id(), "", Map.of());
    client.artifacts().upload(model, run.artifactUri() + "/model");
    client.models().create(name);
    client.versions().create(NewVersion.of(name, "runs:/" + run.id() + "/model").runId(run.id()));
    FileUtils.deleteDirectory(model.toFile());
  }

  private void calls() throws Exception {
    client.models().create("aliased");
    client.versions().create(NewVersion.of("aliased", "s3://elsewhere/m"));
    client.models().setAlias("aliased", "champion", 1);
    HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(client.trackingUri()
            + "/api/2.0/mlflow/registered-models/alias?name=aliased&alias=champion"))
        .build();
    List<Double> seconds = medians(
        () -> {},
        () -> repeated(() -> client.models().getByAlias("aliased", "champion")),
        () -> repeated(() -> http.send(request, BodyHandlers.ofString()).body()));
    String title = "%,d get-by-alias, %d threads".formatted(CALLS, THREADS);
    for (int i = 0; i < seconds.size(); i++) {
      String who = List.of("our client", "the JDK's bare client").get(i);
      lines.add("| %s | %s | %.2f s | %,.0f/s | %.2f |"
          .formatted(
              title, who, seconds.get(i), CALLS / seconds.get(i), seconds.get(i) / seconds.get(0)));
    }
  }

  private static void repeated(Callable<?> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> {
          for (int j = 0; j < CALLS / THREADS; j++) {
            call.call();
          }
          return null;
        }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** The seconds that each takes; they take turns, and the first turns warm up. */
  private static List<Double> medians(Work after, Work... works) throws Exception {
    List<List<Double>> all = new ArrayList<>();
    for (Work each : works) {
      all.add(new ArrayList<>());
    }
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      for (int j = 0; j < works.length; j++) {
        all.get(j).add(seconds(works[j], after));
      }
      int turn = i;
      System.out.println(
          all.stream().map(each -> "%.3f".formatted(each.get(turn))).toList());
    }
    return all.stream()
        .map(each -> median(each.subList(WARM_UP, WARM_UP + ROUNDS)))
        .toList();
  }

  private static double seconds(Work work, Work after) throws Exception {
    long begun = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    after.run();
    return seconds;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
