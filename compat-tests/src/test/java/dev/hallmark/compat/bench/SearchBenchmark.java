package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.HallmarkProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.io.FileUtils;

/**
 * Measures the searches of the registry in a small and in a ten times greater one, side by side, and appends a table to
 * {@code target/benchmark.md}. It asserts nothing: a time is a property of the machine.
 */
final class SearchBenchmark {
  private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
  private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warmup", 3));
  private static final String ONLY = System.getProperty("bench.only", "");
  private static final int MODELS = Integer.getInteger("bench.models", 100_000);
  private static final Path FOLDER = Path.of("target", "search-benchmark").toAbsolutePath();

  private SearchBenchmark() {}

  public static void main(String[] args) throws Exception {
    Map<String, Measurement> small = measure(MODELS / 10);
    Map<String, Measurement> great = measure(MODELS);
    String table = table(small, great);
    Files.writeString(
        Path.of("target", "benchmark.md"),
        table,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    System.out.println(table);
  }

  private static Map<String, Measurement> measure(int models) throws Exception {
    FileUtils.deleteDirectory(FOLDER.toFile());
    Path data = FOLDER.resolve("hallmark");
    HallmarkProcess.start(data).close();
    RegistryRows.load(data, models);
    Map<String, Measurement> measured = new LinkedHashMap<>();
    Predicate<Workload> wanted = each -> each.name().contains(ONLY);
    try (ServerUnderLoad server = new HallmarkServer(data)) {
      for (Workload each : new SearchWorkloads(models).all().stream().filter(wanted).toList()) {
        Measurement result = LoadGenerator.run(server, each, WARM_UP, SPAN);
        measured.put(each.name(), result);
        System.out.println(models + " models: " + each.name() + ": " + result);
      }
    } finally {
      FileUtils.deleteDirectory(FOLDER.toFile());
    }
    return measured;
  }

  private static String table(Map<String, Measurement> small, Map<String, Measurement> great) {
    StringBuilder table = new StringBuilder(String.format(
        Locale.ROOT,
        "%n| search, one connection | %,d models | %,d models | times as long |%n| --- | --- | --- | --- |%n",
        MODELS / 10,
        MODELS));
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
