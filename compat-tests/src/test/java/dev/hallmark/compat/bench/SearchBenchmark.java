package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.PostgresDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.io.FileUtils;

/**
 * Measures the searches of the registry in a small and in a ten times greater one, side by side, and appends a table for
 * each engine to {@code target/benchmark.md}. It asserts nothing: a time is a property of the machine.
 */
final class SearchBenchmark {
  private static final Path FOLDER = Path.of("target", "search-benchmark").toAbsolutePath();

  private final int models;
  private final Duration warmUp;
  private final Duration span;
  private final Predicate<Workload> wanted;

  /**
   * @param models how many the greater registry has
   * @param warmUp how long each search runs before any is measured: the compiler needs them all
   */
  SearchBenchmark(int models, Duration warmUp, Duration span, Predicate<Workload> wanted) {
    this.models = models;
    this.warmUp = warmUp;
    this.span = span;
    this.wanted = wanted;
  }

  public static void main(String[] args) throws Exception {
    String only = System.getProperty("bench.only", "");
    SearchBenchmark benchmark = new SearchBenchmark(
        Integer.getInteger("bench.models", 100_000),
        Duration.ofSeconds(Integer.getInteger("bench.warmup", 12)),
        Duration.ofSeconds(Integer.getInteger("bench.seconds", 8)),
        each -> each.name().contains(only));
    for (Engine engine : Engine.values()) {
      String table = benchmark.run(engine).markdown();
      Files.writeString(
          Path.of("target", "benchmark.md"),
          table,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      System.out.println(table);
    }
  }

  enum Engine {
    H2,
    POSTGRESQL
  }

  /** The searches by name, in both registries. */
  record Results(
      Engine engine, int models, Map<String, Measurement> small, Map<String, Measurement> great) {
    String markdown() {
      StringBuilder table = new StringBuilder(String.format(
          Locale.ROOT,
          "%n| search on %s, one connection | %,d models | %,d models | times as long |%n| --- | --- | --- | --- |%n",
          engine,
          models / 10,
          models));
      small.forEach((name, before) -> {
        Measurement after = great.get(name);
        table.append(String.format(
            Locale.ROOT,
            "| %s | p50 %.2f ms, p99 %.2f ms | p50 %.2f ms, p99 %.2f ms | %.1f |%n",
            name,
            before.p50Millis(),
            before.p99Millis(),
            after.p50Millis(),
            after.p99Millis(),
            after.p50Millis() / before.p50Millis()));
      });
      return table.toString();
    }
  }

  Results run(Engine engine) throws Exception {
    return new Results(engine, models, measure(engine, models / 10), measure(engine, models));
  }

  private Map<String, Measurement> measure(Engine engine, int models) throws Exception {
    FileUtils.deleteDirectory(FOLDER.toFile());
    Files.createDirectories(FOLDER);
    try {
      return switch (engine) {
        case H2 -> measure(engine, models, RegistryRows.h2(FOLDER.resolve("hallmark")), List.of());
        case POSTGRESQL -> {
          try (PostgresDatabase database = new PostgresDatabase(FOLDER)) {
            RegistryRows rows = RegistryRows.postgres(database.jdbcUrl());
            yield measure(engine, models, rows, database.options());
          }
        }
      };
    } finally {
      FileUtils.deleteDirectory(FOLDER.toFile());
    }
  }

  private Map<String, Measurement> measure(
      Engine engine, int models, RegistryRows rows, List<String> options)
      throws IOException, InterruptedException, SQLException {
    Path data = FOLDER.resolve("hallmark");
    new HallmarkServer("makes the tables", data, options).close();
    rows.load(models);
    List<Workload> searches =
        new SearchWorkloads(models).all().stream().filter(wanted).toList();
    Map<String, Measurement> measured = new LinkedHashMap<>();
    try (ServerUnderLoad server = new HallmarkServer("Hallmark on " + engine, data, options)) {
      for (Workload each : searches) {
        LoadGenerator.run(server, each, warmUp, Duration.ZERO);
      }
      for (Workload each : searches) {
        Measurement result = LoadGenerator.run(server, each, Duration.ZERO, span);
        measured.put(each.name(), result);
        System.out.println(engine + ", " + models + " models: " + each.name() + ": " + result);
      }
    }
    return measured;
  }
}
