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

  /** Turns of small files before those that count, for the JIT compiler: 15,000 files. */
  private static final int WARM_UP = Integer.getInteger("bench.warmup.rounds", 15);

  private static final int SMALL_FILES = 1_000;
  private static final int SMALL = 10_000;
  private static final long LARGE = 1L << 30;
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";
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
      CurlTransfers hallmark = new CurlTransfers("Hallmark", proxy(ours.port()), List.of());
      CurlTransfers files = new CurlTransfers("nginx", nginx.uri(), List.of());
      CurlTransfers python = new CurlTransfers("MLflow", proxy(mlflow.port()), List.of());
      compare("disk", List.of(hallmark, files, python));
      register(ours);
      memory("disk", ours);
    }
  }

  /** The URL of the artifacts of a new run. */
  private static String proxy(int port) throws IOException {
    try (Mlflow mlflow = new Mlflow(port)) {
      String uri = mlflow.createRun("0").get("artifact_uri").asText();
      return "http://127.0.0.1:" + port + PROXY + uri.substring("mlflow-artifacts:/".length());
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
        CurlTransfers hallmark = new CurlTransfers("Hallmark", proxy(ours.port()), List.of());
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
        inParts(hallmark, service, bucket);
        memory("S3", ours);
      }
    }
  }

  /** A client that uploads in parts, as the server does, is the fair comparison for large files: the service copies the parts together. */
  private void inParts(CurlTransfers hallmark, S3Server service, String bucket) throws Exception {
    try (Boto3Uploads direct = new Boto3Uploads(service, bucket)) {
      Map<String, Work> servers = new LinkedHashMap<>();
      servers.put(hallmark.server(), () -> hallmark.upload(large, "large.bin"));
      servers.put("the S3 service, in parts with boto3", () -> direct.upload(large, "large.bin"));
      turns("S3: upload 1 GB", servers, 1);
    }
  }

  private void compare(String store, List<CurlTransfers> servers) throws Exception {
    turns(store + ": upload 1 GB", servers, 1, each -> each.upload(large, "large.bin"));
    turns(store + ": download 1 GB", servers, 1, each -> each.download("large.bin"));
    String upload = store + ": upload 1,000 files of 10 KB";
    turns(upload, servers, WARM_UP, each -> each.uploadAll(small, "many"));
    turns(store + ": download them", servers, WARM_UP, each -> each.downloadAll(small, "many"));
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

  private void turns(String work, List<CurlTransfers> servers, int warmUp, Transfer transfer)
      throws Exception {
    Map<String, Work> works = new LinkedHashMap<>();
    servers.forEach(each -> works.put(each.server(), () -> transfer.run(each)));
    turns(work, works, warmUp);
  }

  /**
   * @param servers what each server has to do; the first is ours
   * @param warmUp number of turns of each before those that count; if there are several, the first is shown as well
   */
  private void turns(String work, Map<String, Work> servers, int warmUp) throws Exception {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int i = 0; i < warmUp + ROUNDS; i++) {
      for (Map.Entry<String, Work> each : servers.entrySet()) {
        seconds
            .computeIfAbsent(each.getKey(), any -> new ArrayList<>())
            .add(seconds(each.getValue()));
      }
    }
    String ours = servers.keySet().iterator().next();
    if (warmUp > 1) {
      double first = seconds.get(ours).get(0);
      seconds.forEach((server, all) -> add(work + ", the first time", server, all.get(0), first));
    }
    seconds.replaceAll((server, all) -> all.subList(warmUp, all.size()));
    double median = median(seconds.get(ours));
    seconds.forEach((server, all) -> add(work, server, median(all), median));
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
