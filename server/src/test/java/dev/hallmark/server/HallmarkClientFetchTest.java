package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import dev.hallmark.client.batch.FetchedModel;
import dev.hallmark.client.batch.ModelFetcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client's fetching of models against the server whose seals it checks. */
class HallmarkClientFetchTest extends HallmarkClientCase {
  @TempDir
  private Path folder;

  @Test
  void sealedVersion_isWhatWasRegistered_whateverHappensToItsRun() throws Exception {
    Path files = Files.createDirectories(folder.resolve("model/sub ü"));
    Files.writeString(files.resolve("b+%"), "weights");
    Files.writeString(folder.resolve("model/MLmodel"), "run_id: r\n");
    Files.writeString(folder.resolve("model/empty"), "");
    Run run = client.runs().create(client.experiments().getOrCreate("fetch").id(), "", Map.of());
    client.artifacts().upload(folder.resolve("model"), run.artifactUri() + "/model");
    client.models().create("fetched");
    client
        .versions()
        .create(NewVersion.of("fetched", "runs:/" + run.id() + "/model").runId(run.id()));
    client.models().setAlias("fetched", "champion", 1);
    Files.writeString(folder.resolve("model/MLmodel"), "run_id: overwritten\n");
    client.artifacts().upload(folder.resolve("model"), run.artifactUri() + "/model");

    ModelFetcher fetcher = ModelFetcher.of(client).cache(folder.resolve("cache"), 1_000_000);
    try (FetchedModel model = fetcher.fetch("models:/fetched@champion")) {
      assertThat(model.isSealed()).isTrue();
      assertThat(client.versions().downloadUri("fetched", 1)).contains(model.digest());
      assertThat(model.mlModel().runId()).isEqualTo("r");
      assertThat(model.runId()).isEqualTo(run.id());
      assertThat(model.folder().resolve("sub ü/b+%")).hasContent("weights");
      assertThat(model.files()).hasSize(3);
      fetcher.recordUse(model, "test");
    }
    assertThat(client.versions().get("fetched", 1).tags()).containsKey("hallmark.used_by.test");
  }
}
