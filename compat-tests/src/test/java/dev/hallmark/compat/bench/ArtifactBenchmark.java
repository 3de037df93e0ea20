package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.python.Venv;
import dev.hallmark.compat.wire.Mlflow;
import dev.hallmark.server.testkit.S3Server;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.io.FileUtils;

/**
 * Transfers of files with the packaged server in a heap of 96 MB, with nginx and with MLflow's server; with artifacts in a bucket, with the
 * S3 service itself. They take turns, and of each the median counts. Writes the table to {@code target/artifact-benchmark.md}.
 */
final class ArtifactBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
  private static final int SMALL_FILES = 1_000;
  private static final int SMALL = 10_000;
  private static final long LARGE = 1L << 30;
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/0";
  private static final Map<String, String> HEAP = Map.of("JDK_JAVA_OPTIONS", "-Xmx96m");
  private static final Path FOLDER = Path.of("target", "artifact-benchmark").toAbsolutePath();

  private final Path large;
  private final List<Path> small;
  private final List<String> lines = new ArrayList<>(
      List.of("| work | server | median | times our time |", "| --- | --- | --- | --- |"));

  private ArtifactBenchmark() throws IOException {
    Path source = Files.createDirectories(FOLDER.resolve("source"));
    this.large = file(source.resolve("large.bin"), LARGE, 0);
    this.small = new ArrayList<>();
    for (int i = 0; i < SMALL_FILES; i++) {
      small.add(file(source.resolve("part-" + i), SMALL, i + 1));
    }
  }

  private static Path file(Path path, long size, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = new byte[(int) Math.min(size, 1 << 20)];
    try (OutputStream out = Files.newOutputStream(path)) {
      for (long left = size; left > 0; left -= bytes.length) {
        random.nextBytes(bytes);
        out.write(bytes, 0, (int) Math.min(left, bytes.length));
      }
    }
    return path;
  }

  public static void main(String[] arguments) throws Exception {
    FileUtils.deleteDirectory(FOLDER.toFile());
    try {
      ArtifactBenchmark benchmark = new ArtifactBenchmark();
      benchmark.onDisk();
      benchmark.inBucket();
      String table = String.join("\n", benchmark.lines) + "\n";
      Files.writeString(Path.of("target", "artifact-benchmark.md"), table, StandardCharsets.UTF_8);
      System.out.println(table);
    } finally {
      FileUtils.deleteDirectory(FOLDER.toFile());
    }
  }

  private void onDisk() throws Exception {
    Venv venv = Venv.of(Path.of("src/test/python/requirements-3.17.txt"));
    String database = "sqlite:///" + FOLDER.resolve("mlflow.db");
    try (HallmarkProcess ours = HallmarkProcess.serve(FOLDER.resolve("hallmark"), List.of(), HEAP);
        NginxServer nginx = new NginxServer(FOLDER.resolve("nginx"));
        MlflowServer mlflow = new MlflowServer(venv, FOLDER.resolve("mlflow"), database, 4)) {
      CurlTransfers hallmark = new CurlTransfers("Hallmark", ours.uri() + PROXY, List.of());
      CurlTransfers files = new CurlTransfers("nginx", nginx.uri(), List.of());
      CurlTransfers proxy =
          new CurlTransfers("MLflow", "http://127.0.0.1:" + mlflow.port() + PROXY, List.of());
      compare("disk", List.of(hallmark, files, proxy));
      register(ours);
      memory("disk", ours);
    }
  }

  private void inBucket() throws Exception {
    try (S3Server service = S3Server.create()) {
      service.start();
      String bucket = service.newBucket();
      List<String> options = List.of(
          "--artifacts", "s3://" + bucket, "--s3-endpoint", service.endpoint().toString());
      Map<String, String> environment = new LinkedHashMap<>(S3Server.credentials());
      environment.putAll(HEAP);
      try (HallmarkProcess ours =
          HallmarkProcess.serve(FOLDER.resolve("hallmark-s3"), options, environment)) {
        CurlTransfers hallmark = new CurlTransfers("Hallmark", ours.uri() + PROXY, List.of());
        CurlTransfers direct = new CurlTransfers(
            "the S3 service",
            service.endpoint() + "/" + bucket + "/direct",
            List.of(
                "--aws-sigv4",
                "aws:amz:us-east-1:s3",
                "--user",
                S3Server.ACCESS_KEY + ":" + S3Server.SECRET_KEY,
                "-H",
                "x-amz-content-sha256: UNSIGNED-PAYLOAD"));
        compare("S3", List.of(hallmark, direct));
        memory("S3", ours);
      }
    }
  }

  private void compare(String store, List<CurlTransfers> servers) throws Exception {
    turns(store + ": upload 1 GB", servers, each -> each.upload(large, "large.bin"));
    turns(store + ": download 1 GB", servers, each -> each.download("large.bin"));
    turns(store + ": upload 1,000 files of 10 KB", servers, each -> each.uploadAll(small, "many"));
    turns(store + ": download them", servers, each -> each.downloadAll(small, "many"));
  }

  /** Measures a new model with 1,000 files, and the same files again. */
  private void register(HallmarkProcess server) throws Exception {
    try (Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel("registered").orFail();
      List<Double> first = new ArrayList<>();
      List<Double> again = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int j = 0; j < SMALL_FILES; j++) {
          files.put("part-" + j, (i + " " + j + " ").repeat(SMALL / 8).getBytes());
        }
        String model = mlflow.logModel("0", files);
        first.add(seconds(() -> mlflow.createSealed("registered", model).orFail()));
        again.add(seconds(() -> mlflow.createSealed("registered", model).orFail()));
      }
      add("disk: register 1,000 files", "Hallmark", median(first), median(first));
      add("disk: register them again", "Hallmark", median(again), median(again));
    }
  }

  private void memory(String store, HallmarkProcess server) {
    lines.add("| %s: memory after that | Hallmark | %,d MB | |"
        .formatted(store, Memory.now(server.pid()) >> 20));
  }

  @FunctionalInterface
  private interface Transfer {
    void run(CurlTransfers server) throws Exception;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  /** The first turn of each is a warm-up. */
  private void turns(String work, List<CurlTransfers> servers, Transfer transfer) throws Exception {
    Map<CurlTransfers, List<Double>> seconds = new LinkedHashMap<>();
    for (int i = 0; i <= ROUNDS; i++) {
      for (CurlTransfers server : servers) {
        seconds
            .computeIfAbsent(server, any -> new ArrayList<>())
            .add(seconds(() -> transfer.run(server)));
      }
    }
    seconds.replaceAll((server, all) -> all.subList(1, all.size()));
    double ours = median(seconds.get(servers.get(0)));
    seconds.forEach((server, all) -> add(work, server.server(), median(all), ours));
  }

  private void add(String work, String server, double seconds, double ours) {
    lines.add("| %s | %s | %.3f s | %.2f |".formatted(work, server, seconds, seconds / ours));
    System.out.println(lines.get(lines.size() - 1));
  }

  /** What one server left to be written back must not slow down the next one. */
  private static double seconds(Work work) throws Exception {
    new ProcessBuilder("sync").start().waitFor();
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
