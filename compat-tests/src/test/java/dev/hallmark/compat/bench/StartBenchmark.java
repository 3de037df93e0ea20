package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.process.Java25;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.io.FileUtils;

/**
 * How soon a server is there, and how soon it is as fast as it gets: the launcher and the bare jar, on this Java and on 25. The table goes
 * to {@code target/start-benchmark.md}.
 */
final class StartBenchmark {
  private static final Duration EARLY = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
  private static final Duration UNTIL_WARM = EARLY.multipliedBy(2);
  private static final Path FOLDER = Path.of("target", "benchmark").toAbsolutePath();
  private static final Path DISTRIBUTION = HallmarkProcess.JAR.resolveSibling("hallmark");
  private static final String HEADER = """
      | server | start to `/health` | idle memory | after load | work | first %d s | after %d s |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  private StartBenchmark() {}

  public static void main(String[] args) throws Exception {
    StringBuilder table = new StringBuilder(String.format(
        Locale.ROOT, HEADER, EARLY.toSeconds(), EARLY.plus(UNTIL_WARM).toSeconds()));
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Java25.home().ifPresent(homes::add);
    for (Path home : homes) {
      String java = "Java "
          + Files.readString(home.resolve("release"))
              .replaceAll("(?s).*JAVA_VERSION=\"([^\"]*).*", "$1");
      Map<String, String> environment = Map.of("JAVA_HOME", home.toString());
      warmUp(environment);
      measure(
          table,
          "launcher, " + java,
          () -> HallmarkProcess.installed(DISTRIBUTION, FOLDER, environment));
      measure(table, "`java -jar`, " + java, () -> HallmarkProcess.start(home, FOLDER));
    }
    Files.writeString(Path.of("target", "start-benchmark.md"), table, StandardCharsets.UTF_8);
    System.out.println(table);
  }

  private static void warmUp(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(DISTRIBUTION.resolve("bin/hallmark").toString(), "warm-up").inheritIO();
    builder.environment().putAll(environment);
    builder.start().waitFor();
  }

  /** Each kind of work meets a server that has just started. */
  private static void measure(StringBuilder table, String name, Supplier<HallmarkProcess> start)
      throws Exception {
    for (int i = 0; i < Workloads.writes("").size(); i++) {
      FileUtils.deleteDirectory(FOLDER.toFile());
      try (HallmarkServer server = new HallmarkServer(name, start)) {
        long idle = Memory.whenIdle(server.pid());
        Measurement early =
            LoadGenerator.run(server, Workloads.writes("-early").get(i), Duration.ZERO, EARLY);
        Workload work = Workloads.writes("-warm").get(i);
        Measurement warm = LoadGenerator.run(server, work, UNTIL_WARM, EARLY);
        table.append(String.format(
            Locale.ROOT,
            "| %s | %.2f s | %d MB | %d MB | %s | %s | %s |%n",
            name,
            server.startMillis() / 1000.0,
            idle >> 20,
            Memory.now(server.pid()) >> 20,
            work.name(),
            early,
            warm));
      }
    }
    FileUtils.deleteDirectory(FOLDER.toFile());
  }
}
