package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.client.ArtifactFile;
import dev.hallmark.client.Batch;
import dev.hallmark.client.Download;
import dev.hallmark.client.Experiment;
import dev.hallmark.client.Metric;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import dev.hallmark.client.RunStatus;
import dev.hallmark.client.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client's experiments, runs and files against the server it is made for. */
class HallmarkClientRunsTest extends HallmarkClientCase {
  @TempDir
  private Path folder;

  @Test
  void run_keepsWhatIsLogged() {
    Experiment experiment = client.experiments().getOrCreate("logging");
    assertThat(client.experiments().getOrCreate("logging")).isEqualTo(experiment);
    Run run = client.runs().create(experiment.id(), "job", Map.of("by", "test"));
    client.runs().logParam(run.id(), "rows", "12");
    client.runs().setTag(run.id(), "done", "yes");
    client.runs().log(run.id(), new Metric("auc", 0.5, Instant.ofEpochMilli(1), 0));
    client.runs().log(run.id(), new Metric("auc", 0.9, Instant.ofEpochMilli(2), 1));
    client
        .runs()
        .log(run.id(), Batch.empty().metric("nan", Double.NaN).param("p", "v").tag("t", "w"));
    client.runs().end(run.id(), RunStatus.FINISHED);

    Run found = client.runs().get(run.id());
    assertThat(found.name()).isEqualTo("job");
    assertThat(found.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(found.ended()).isAfterOrEqualTo(found.started());
    assertThat(found.params()).containsOnly(Map.entry("rows", "12"), Map.entry("p", "v"));
    assertThat(found.tags())
        .contains(Map.entry("by", "test"), Map.entry("done", "yes"), Map.entry("t", "w"));
    assertThat(found.metrics().get("auc").value()).isEqualTo(0.9);
    assertThat(found.metrics().get("nan").value()).isNaN();
    assertThat(client.runs().history(run.id(), "auc"))
        .extracting(Metric::value)
        .containsExactly(0.5, 0.9);
    assertThat(client.runs().search(List.of(experiment.id()), Search.where("metrics.auc > 0.8")))
        .extracting(Run::id)
        .containsExactly(run.id());
  }

  @Test
  void files_goUpAndComeBack_withTheirDigests_andAreSealedInAVersion() throws Exception {
    Files.createDirectories(folder.resolve("model/data x"));
    Files.writeString(folder.resolve("model/MLmodel"), "flavors: {}\n");
    Files.writeString(folder.resolve("model/data x/ü+%"), "weights");
    Files.writeString(folder.resolve("model/empty"), "");
    Run run = client.runs().create(client.experiments().getOrCreate("files").id(), "", Map.of());
    client.artifacts().upload(folder.resolve("model"), run.artifactUri() + "/model");

    assertThat(client.artifacts().listAll("runs:/" + run.id() + "/model"))
        .extracting(ArtifactFile::path, ArtifactFile::size)
        .containsExactlyInAnyOrder(
            tuple("MLmodel", 12L), tuple("data x/ü+%", 7L), tuple("empty", 0L));

    client.models().create("sealed");
    ModelVersion version = client
        .versions()
        .create(NewVersion.of("sealed", "runs:/" + run.id() + "/model").runId(run.id()));
    String uri = client.versions().downloadUri("sealed", version.version());
    Download file = client.artifacts().download(uri + "/data x/ü+%", folder.resolve("copy"));
    assertThat(file.isChecked()).isTrue();
    assertThat(file.file()).hasContent("weights");
    assertThat(
            client.artifacts().download(uri + "/empty", folder.resolve("none")).size())
        .isZero();
  }
}
