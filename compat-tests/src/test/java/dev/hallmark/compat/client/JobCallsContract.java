package dev.hallmark.compat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.ArtifactFile;
import dev.hallmark.client.Batch;
import dev.hallmark.client.Download;
import dev.hallmark.client.Experiment;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.Metric;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import dev.hallmark.client.RunStatus;
import dev.hallmark.client.Search;
import dev.hallmark.client.batch.FetchedModel;
import dev.hallmark.client.batch.ModelFetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job does besides asking the registry: experiments, runs, metrics, files, and bringing a model here. */
abstract class JobCallsContract {
  @TempDir
  private Path folder;

  private final String name = "job " + UUID.randomUUID();
  private Experiment experiment;
  private Run run;

  abstract HallmarkClient client();

  /** Whether the server seals versions and sends digests: MLflow's own does not, and the client is to say so. */
  abstract boolean isHallmark();

  @BeforeEach
  void begin() {
    experiment = client().experiments().getOrCreate(name);
    run = client().runs().create(experiment.id(), "nightly", Map.of("job", "scoring"));
  }

  private Path model() throws IOException {
    Path model = folder.resolve("model");
    Files.createDirectories(model.resolve("data ü"));
    Files.writeString(model.resolve("MLmodel"), "flavors:\n  onnx: {}\nrun_id: " + run.id() + "\n");
    Files.writeString(model.resolve("data ü/weights+%.bin"), "weights".repeat(100_000));
    return model;
  }

  @Test
  void experiment_isMadeOnce_andFound() {
    assertThat(client().experiments().getOrCreate(name)).isEqualTo(experiment);
    assertThat(client().experiments().get(experiment.id()).name()).isEqualTo(name);
    assertThat(client().experiments().find(name + " 2")).isEmpty();
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client().experiments().create(name, Map.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("RESOURCE_ALREADY_EXISTS"));
  }

  @Test
  void run_keepsWhatIsLogged_andEnds() {
    client().runs().log(run.id(), Metric.of("loss", Double.NaN));
    client().runs().logParam(run.id(), "p", "1");
    client().runs().setTag(run.id(), "t", "2");
    client()
        .runs()
        .log(run.id(), Batch.empty().metric("rows", 12).param("q", "3").tag("u", "4"));
    client().runs().end(run.id(), RunStatus.FINISHED);
    Run ended = client().runs().get(run.id());
    assertThat(ended.name()).isEqualTo("nightly");
    assertThat(ended.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(ended.ended()).isAfterOrEqualTo(ended.started());
    assertThat(ended.params()).isEqualTo(Map.of("p", "1", "q", "3"));
    assertThat(ended.tags()).containsEntry("job", "scoring").containsEntry("u", "4");
    assertThat(ended.metrics().get("rows").value()).isEqualTo(12);
    assertThat(ended.metrics().get("loss").value()).isNaN();
  }

  @Test
  void metrics_areLoggedByTheThousand_andReadByTheirHistory() {
    Instant start = Instant.ofEpochMilli(1_700_000_000_000L);
    List<Metric> points = IntStream.range(0, 2500)
        .mapToObj(i -> new Metric("loss", 1.0 / (i + 1), start.plusMillis(i), i))
        .toList();
    client().runs().log(run.id(), new Batch(points, Map.of(), Map.of()));
    assertThat(client().runs().history(run.id(), "loss")).isEqualTo(points);
  }

  @Test
  void runs_areSearched_pageByPage() {
    for (int i = 0; i < 4; i++) {
      Run other = client().runs().create(experiment.id(), "", Map.of());
      client().runs().log(other.id(), Metric.of("auc", i));
    }
    Search search = Search.where("metrics.auc > 0").orderBy("metrics.auc DESC").pageSize(2);
    assertThat(client().runs().search(List.of(experiment.id()), search))
        .extracting(found -> found.metrics().get("auc").value())
        .containsExactly(3.0, 2.0, 1.0);
  }

  @Test
  void files_goUp_areListed_andComeDown() throws Exception {
    client().artifacts().upload(model(), run.artifactUri() + "/out");
    List<ArtifactFile> files = client().artifacts().listAll("runs:/" + run.id() + "/out");
    assertThat(files)
        .extracting(ArtifactFile::path)
        .containsExactlyInAnyOrder("MLmodel", "data ü/weights+%.bin");
    for (ArtifactFile file : files) {
      Path copy = folder.resolve("copy").resolve(file.path());
      Download download = client().artifacts().download(file.uri(), copy);
      assertThat(copy).hasSameBinaryContentAs(folder.resolve("model").resolve(file.path()));
      assertThat(download.size()).isEqualTo(file.size());
      assertThat(download.isChecked()).isEqualTo(isHallmark());
    }
  }

  @Test
  void fileThatIsNotThere_isSaidToBeAbsent() {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(
            () -> client().artifacts().download(run.artifactUri() + "/no", folder.resolve("no")))
        .satisfies(e -> assertThat(e.isNotFound()).isTrue());
  }

  @Test
  void model_isFetchedByItsAlias_andSaysWhetherItIsSealed() throws Exception {
    client().artifacts().upload(model(), run.artifactUri() + "/model");
    client().models().create(name);
    client()
        .versions()
        .create(NewVersion.of(name, "runs:/" + run.id() + "/model").runId(run.id()));
    client().models().setAlias(name, "champion", 1);
    ModelFetcher fetcher = ModelFetcher.of(client()).cache(folder.resolve("cache"), 10_000_000);
    for (String reference : List.of("@champion", "/1", "/latest")) {
      try (FetchedModel model = fetcher.fetch("models:/" + name + reference)) {
        assertThat(model.version()).isEqualTo(1);
        assertThat(model.runId()).isEqualTo(run.id());
        assertThat(model.isSealed()).isEqualTo(isHallmark());
        assertThat(model.mlModel().runId()).isEqualTo(run.id());
        assertThat(model.folder().resolve("data ü/weights+%.bin"))
            .hasSameBinaryContentAs(folder.resolve("model/data ü/weights+%.bin"));
        assertThat(fetcher.recordUse(model, "nightly")).isTrue();
      }
    }
    assertThat(client().versions().get(name, 1).tags()).containsKey("hallmark.used_by.nightly");
  }

  @Test
  void server_isHealthy_andNamesItsRelease() {
    assertThat(client().isHealthy()).isTrue();
    assertThat(client().mlflowVersion()).isEqualTo("3.17.2");
  }
}
