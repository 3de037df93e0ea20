package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.testkit.Crowd;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many clients at one model. */
abstract class RegistryRaceContract extends RegistryContract {
  private static final int CLIENTS = 16;
  private static final int EACH = 20;

  /** {@code -Dhallmark.test.versions=70000} for the number that MLflow's users have been seen with. */
  private static final int MANY = Integer.getInteger("hallmark.test.versions", 5_000);

  @Test
  void creatingOneModel_succeedsOnce() throws Exception {
    for (int round = 0; round < EACH; round++) {
      String contended = "iris" + round;
      List<String> outcomes =
          Crowd.of(CLIENTS, i -> Crowd.outcome(() -> registry.model(contended)));
      assertThat(outcomes).containsOnly("ok", ErrorKind.ALREADY_EXISTS.name());
      assertThat(outcomes).containsOnlyOnce("ok");
    }
    assertThat(registry.published).hasSize(EACH);
  }

  @Test
  void creatingVersionsOfOneModel_numbersThemWithoutAGap() throws Exception {
    registry.model("iris");
    ConcurrentLinkedQueue<Integer> numbers = new ConcurrentLinkedQueue<>();
    Crowd.of(CLIENTS, i -> () -> {
      for (int n = 0; n < EACH; n++) {
        numbers.add(registry.version("iris").version());
      }
      return i;
    });
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, CLIENTS * EACH).boxed().toList());
    assertThat(registry.published)
        .extracting(event -> event.change().revision())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, CLIENTS * EACH + 1).mapToObj(Long::valueOf).toList());
  }

  @Test
  void deletingAModelWhileVersionsAreMade_leavesNoneAndAnswersNotFound() throws Exception {
    for (int round = 0; round < EACH; round++) {
      registry.model("iris");
      List<String> outcomes = Crowd.of(
          CLIENTS,
          i -> Crowd.outcome(() -> {
            if (i == 0) {
              registry.models.delete(ANN, Once.EACH_TIME, name("iris"));
              return i;
            }
            return registry.version("iris");
          }));
      assertThat(outcomes.get(0)).isEqualTo("ok");
      assertThat(outcomes).isSubsetOf("ok", ErrorKind.NOT_FOUND.name());
      registry.runner.runDue();
      assertThat(registry.rows()).isEqualTo(emptyRows());
    }
  }

  private static String emptyRows() {
    return "{job=[], model_alias=[], model_tag=[], model_version=[], registered_model=[], version_tag=[]}";
  }

  @Test
  void deletingAVersionWhileAliasesAreSet_leavesNoAliasToNowhere() throws Exception {
    registry.model("iris");
    for (int round = 1; round <= EACH; round++) {
      int version = registry.version("iris").version();
      List<String> outcomes = Crowd.of(
          CLIENTS,
          i -> Crowd.outcome(() -> {
            if (i == 0) {
              registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), version);
            } else {
              registry.aliases.set(ANN, name("iris"), new AliasName("a" + i), version);
            }
            return i;
          }));
      assertThat(outcomes.get(0)).isEqualTo("ok");
      assertThat(outcomes).isSubsetOf("ok", ErrorKind.NOT_FOUND.name());
      assertThat(registry.models.get(ANN, name("iris")).aliases()).isEmpty();
    }
  }

  @Test
  void renamingToOneName_succeedsOnce() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      registry.model("iris" + i);
    }
    List<String> outcomes = Crowd.of(
        CLIENTS,
        i -> Crowd.outcome(
            () -> registry.models.rename(ANN, Once.EACH_TIME, name("iris" + i), name("flowers"))));
    assertThat(outcomes).containsOnly("ok", ErrorKind.ALREADY_EXISTS.name());
    assertThat(outcomes).containsOnlyOnce("ok");
  }

  @Test
  void manyVersionsOfOneSource_shareOneSeal() throws Exception {
    registry.model("iris");
    registry.file("1/run1/artifacts/model/MLmodel", "flavors:");
    registry.runs.runs.put("run1", "mlflow-artifacts:/1/run1/artifacts");
    // the digest of a file that others wrote is only kept once the file is older than the clock's
    // grain
    registry.clock.set(System.currentTimeMillis() + 3_600_000);
    int each = MANY / CLIENTS;
    Crowd.of(CLIENTS, i -> () -> {
      for (int n = 0; n < each; n++) {
        registry.version("iris", "runs:/run1/model", "run1", "");
      }
      return i;
    });
    assertThat(registry.aliases.find(ANN, name("iris"), new AliasName("latest")))
        .map(ModelVersion::version)
        .contains(each * CLIENTS);
    assertThat(folder.resolve("seals").toFile().list()).hasSize(1);
    registry.runner.runDue();
    assertThat(folder.resolve("versions").toFile().listFiles()[0].list()).hasSize(each * CLIENTS);
  }
}
