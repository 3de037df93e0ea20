package dev.hallmark.compat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.RegisteredModel;
import dev.hallmark.client.Search;
import dev.hallmark.compat.process.HallmarkProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that would do something twice, carried out by the packaged server whose answer then gets lost: the client repeats them by their key. */
class LostAnswersTest {
  @TempDir
  private static Path data;

  private static HallmarkProcess server;
  private static HallmarkClient direct;

  @BeforeAll
  static void start() {
    server = HallmarkProcess.start(data);
    direct = new HallmarkClient(URI.create(server.uri()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static <T> T withLostAnswer(Function<HallmarkClient, T> call) throws IOException {
    try (FaultyProxy proxy = FaultyProxy.losingAnAnswer(server.port())) {
      T result = call.apply(new HallmarkClient(proxy.uri()));
      assertThat(proxy.left()).isZero();
      return result;
    }
  }

  private static List<Integer> versions(String model) {
    return direct
        .versions()
        .search(Search.where("name = '" + model + "'").orderBy("version_number ASC"))
        .map(version -> version.version())
        .toList();
  }

  @Test
  void createdVersion_isOne() throws IOException {
    direct.models().create("one");
    assertThat(withLostAnswer(c -> c.versions().create(NewVersion.of("one", "s3://b/m")))
            .version())
        .isEqualTo(1);
    assertThat(versions("one")).containsExactly(1);
  }

  @Test
  void createdModel_isNoConflictWithItself() throws IOException {
    RegisteredModel made = withLostAnswer(c -> c.models().create("itself"));
    assertThat(made.name()).isEqualTo("itself");
  }

  @Test
  void createdExperimentAndRun_areOne() throws IOException {
    String experiment =
        withLostAnswer(c -> c.experiments().create("once", Map.of())).id();
    String run =
        withLostAnswer(c -> c.runs().create(experiment, "once", Map.of())).id();
    assertThat(direct.runs().search(List.of(experiment), Search.all()))
        .extracting(found -> found.id())
        .containsExactly(run);
  }

  @Test
  void renamedModel_isFoundByItsNewName() throws IOException {
    direct.models().create("old");
    assertThat(withLostAnswer(c -> c.models().rename("old", "new")).name()).isEqualTo("new");
  }

  @Test
  void deletedVersionAndModel_areNoMistake() throws IOException {
    direct.models().create("gone");
    direct.versions().create(NewVersion.of("gone", "s3://b/m"));
    withLostAnswer(c -> {
      c.versions().delete("gone", 1);
      return c;
    });
    assertThat(versions("gone")).isEmpty();
    withLostAnswer(c -> {
      c.models().delete("gone");
      return c;
    });
    assertThat(direct.models().search(Search.where("name = 'gone'"))).isEmpty();
  }
}
