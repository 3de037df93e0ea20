package dev.hallmark.server.cli;

import dev.hallmark.client.Batch;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import dev.hallmark.client.RunStatus;
import dev.hallmark.client.Search;
import dev.hallmark.client.Stage;
import dev.hallmark.server.App;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.ConfiguredFolders;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Runs a server with some clients in a given folder, on a port of the loopback address, with typical calls. It repeats them until the JVM's
 * profile shows which methods are hot.
 */
final class TrainingRun {
  private static final int CLIENTS = 4;
  /** Rounds per client. An archive for a Java below 25 contains only classes, which are all loaded after a few rounds. */
  private static final int ROUNDS = Runtime.version().feature() >= 25 ? 250 : 10;

  private static final Duration MAX_DURATION = Duration.ofSeconds(20); // limit for a slow machine

  private final HallmarkClient client;
  private final Path file;
  private final String experiment;
  private final long deadline = System.nanoTime() + MAX_DURATION.toNanos();

  private TrainingRun(HallmarkClient client, Path file) {
    this.client = client;
    this.file = file;
    this.experiment = client.experiments().getOrCreate("training").id();
  }

  static void in(Path folder) throws IOException, InterruptedException, ExecutionException {
    Config config = Config.of(Settings.read(
        Map.of(Setting.DATA, folder.toString(), Setting.PORT, "0", Setting.AUTH, "none"),
        Map.of()));
    ConfiguredFolders.prepare(config);
    Path file = Files.writeString(folder.resolve("model.txt"), "weights\n".repeat(1000));
    try (App app = App.start(config)) {
      HallmarkClient client = new HallmarkClient(URI.create("http://127.0.0.1:" + app.port()));
      new TrainingRun(client, file).all();
    }
  }

  private void all() throws InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "model-" + i + "-";
        running.add(clients.submit(() -> work(name)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private void work(String prefix) {
    Run run = client.runs().create(experiment, "", Map.of("team", "training"));
    client.artifacts().upload(file, run.artifactUri() + "/model");
    String source = run.artifactUri() + "/model";
    for (int i = 0; i == 0 || i < ROUNDS && System.nanoTime() < deadline; i++) {
      registerAndUse(prefix + i, NewVersion.of(prefix + i, source).runId(run.id()));
      client.runs().log(run.id(), Batch.empty().metric("loss", 1.0 / (i + 1)).param("p" + i, "1"));
    }
    client.artifacts().download(source + "/" + file.getFileName(), file.resolveSibling(prefix));
    found(client.runs().search(List.of(experiment), Search.where("metrics.loss <= 1")));
    client.runs().end(run.id(), RunStatus.FINISHED);
  }

  private void registerAndUse(String model, NewVersion version) {
    client.models().create(model, "made for the record", Map.of("team", "training"));
    client.versions().create(version);
    client.versions().create(version);
    client.versions().transition(model, 1, Stage.STAGING, false);
    client.versions().transition(model, 2, Stage.PRODUCTION, true);
    client.versions().setTag(model, 2, "checked", "yes");
    client.models().setAlias(model, "champion", 2);
    client.models().getByAlias(model, "champion");
    client.versions().get(model, 1);
    client.models().get(model);
    found(client.models().search(Search.where("name LIKE '" + model + "%'").pageSize(20)));
    found(client.versions().search(Search.where("name = '" + model + "'").pageSize(20)));
  }

  /** Checks that the server works; otherwise the profile would be useless. */
  private static void found(Stream<?> rows) {
    if (rows.findFirst().isEmpty()) {
      throw new IllegalStateException("a search has not found what was just written");
    }
  }
}
