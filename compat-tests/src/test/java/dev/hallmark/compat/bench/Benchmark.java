package dev.hallmark.compat.bench;

import dev.hallmark.compat.python.Venv;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.io.FileUtils;

/**
 * Puts the same load on Hallmark and on MLflow's own server, one after the other on this machine, and writes a table that
 * compares them to {@code target/benchmark.md}. It asserts nothing: a time is a property of the machine.
 */
final class Benchmark {
  private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 12));
  private static final String ONLY = System.getProperty("bench.only", "");
  private static final Path FOLDER = Path.of("target", "benchmark").toAbsolutePath();

  private Benchmark() {}

  public static void main(String[] args) throws Exception {
    Venv venv = Venv.of(Path.of("src/test/python/requirements-3.17.txt"));
    List<Results> results = new ArrayList<>();
    results.add(measure(() -> new HallmarkServer(FOLDER.resolve("hallmark"))));
    for (int workers : List.of(1, 4)) {
      results.add(
          measure(() -> new MlflowServer(venv, FOLDER.resolve("mlflow-" + workers), workers)));
    }
    String table =
        new ComparisonTable(results.get(0), results.subList(1, results.size())).markdown();
    Files.writeString(Path.of("target", "benchmark.md"), table, StandardCharsets.UTF_8);
    System.out.println(table);
  }

  @FunctionalInterface
  private interface Starting {
    ServerUnderLoad start() throws Exception;
  }

  private static Results measure(Starting starting) throws Exception {
    FileUtils.deleteDirectory(FOLDER.toFile());
    Files.createDirectories(FOLDER);
    Predicate<Workload> wanted = each -> each.name().contains(ONLY);
    try (ServerUnderLoad server = starting.start()) {
      long idle = Memory.whenIdle(server.pid());
      Map<String, Measurement> byWorkload = new LinkedHashMap<>();
      for (Workload each : Workloads.all().stream().filter(wanted).toList()) {
        Measurement measured = LoadGenerator.run(server, each, WARM_UP, SPAN);
        byWorkload.put(each.name(), measured);
        System.out.println(server.name() + ": " + each.name() + ": " + measured);
      }
      long loaded = Memory.now(server.pid());
      return new Results(server.name(), server.startMillis(), idle, loaded, byWorkload);
    } finally {
      FileUtils.deleteDirectory(FOLDER.toFile());
    }
  }

  /** @param idleBytes after the start, {@code loadedBytes} after all of the load: as {@link Memory} counts */
  record Results(
      String server,
      long startMillis,
      long idleBytes,
      long loadedBytes,
      Map<String, Measurement> byWorkload) {}
}
