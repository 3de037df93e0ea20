package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.PostgresDatabase;
import dev.hallmark.compat.python.Venv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.commons.io.FileUtils;

/**
 * Puts the same load on Hallmark and on MLflow's own server, one after the other on this machine, and writes tables that
 * compare them to {@code target/benchmark.md}: first on the databases that both start with, then on PostgreSQL. It asserts
 * nothing: a time is a property of the machine.
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
    String table = embedded(venv) + "\n" + onPostgres(venv);
    Files.writeString(Path.of("target", "benchmark.md"), table, StandardCharsets.UTF_8);
    System.out.println(table);
  }

  private static String embedded(Venv venv) throws Exception {
    Results ours =
        measure(() -> new HallmarkServer("Hallmark on H2", FOLDER.resolve("hallmark"), List.of()));
    String sqlite = "sqlite:///" + FOLDER.resolve("mlflow.db");
    Results one = measure(() -> new MlflowServer(venv, FOLDER, sqlite, 1));
    Results four = measure(() -> new MlflowServer(venv, FOLDER, sqlite, 4));
    return new ComparisonTable(ours, List.of(one, four)).markdown();
  }

  private static String onPostgres(Venv venv) throws Exception {
    Results ours = measureOnPostgres(database -> new HallmarkServer(
        "Hallmark on PostgreSQL", FOLDER.resolve("hallmark"), database.options()));
    Results theirs =
        measureOnPostgres(database -> new MlflowServer(venv, FOLDER, database.uri(), 4));
    return new ComparisonTable(ours, List.of(theirs)).markdown();
  }

  @FunctionalInterface
  private interface Starting {
    ServerUnderLoad start() throws IOException;
  }

  @FunctionalInterface
  private interface StartingOn {
    ServerUnderLoad start(PostgresDatabase database) throws IOException;
  }

  private static Results measureOnPostgres(StartingOn starting) throws Exception {
    return inEmptyFolder(() -> {
      try (PostgresDatabase database = new PostgresDatabase(FOLDER)) {
        return measured(() -> starting.start(database));
      }
    });
  }

  private static Results measure(Starting starting) throws Exception {
    return inEmptyFolder(() -> measured(starting));
  }

  private static Results inEmptyFolder(Callable<Results> measuring) throws Exception {
    clear();
    try {
      return measuring.call();
    } finally {
      clear();
    }
  }

  private static void clear() throws IOException {
    FileUtils.deleteDirectory(FOLDER.toFile());
    Files.createDirectories(FOLDER);
  }

  private static Results measured(Starting starting) throws Exception {
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
