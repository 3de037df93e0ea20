package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.START;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ModelEvent.ModelDeleted;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.testkit.Pages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model with more versions than one transaction changes. */
abstract class ModelBatchContract extends RegistryContract {
  private static final int VERSIONS = 1_100;

  @BeforeEach
  void models() {
    registry.model("large");
    for (int i = 0; i < VERSIONS; i++) {
      registry.version("large");
    }
    registry.model("small");
    registry.version("small");
    registry.runner.runDue();
  }

  private List<ModelVersion> search(String filter, String... order) {
    return page(filter, List.of(order), 5_000, "").items();
  }

  private Page<ModelVersion> page(String filter, String token) {
    return page(filter, List.of(), 100, token);
  }

  private Page<ModelVersion> page(String filter, List<String> order, int limit, String token) {
    return Pages.of(registry.versions.search(
        ANN,
        Grammar.MODEL_VERSIONS.filter(filter),
        Grammar.MODEL_VERSIONS.order(order),
        limit,
        token));
  }

  private int count(String table) {
    return registry
        .database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT count(*) FROM " + table)
            .mapTo(Integer.class)
            .one());
  }

  @Test
  void rename_showsEveryVersionAsUpdatedAtOnce() {
    registry.clock.set(START + 5_000);
    registry.models.rename(ANN, Once.EACH_TIME, name("large"), name("big"));
    registry.clock.set(START + 9_000);
    registry.versions.describe(ANN, name("big"), 7, new Description("new"));
    for (int i = 0; i < 2; i++) {
      assertThat(search("name = 'big'"))
          .hasSize(VERSIONS)
          .allSatisfy(version -> assertThat(version.updatedAt())
              .isEqualTo(START + (version.version() == 7 ? 9_000 : 5_000)));
      assertThat(registry.versions.get(ANN, name("big"), VERSIONS).updatedAt())
          .isEqualTo(START + 5_000);
      registry.runner.runDue();
    }
    assertThat(count("model_version WHERE updated_at < " + (START + 5_000))).isEqualTo(1);
    assertThat(search("", "last_updated_timestamp DESC").get(0).version()).isEqualTo(7);
  }

  @Test
  void rename_leavesTheOrderAndThePagesOfASearchWhole() {
    for (String filter : List.of("", "name = 'big'", "name LIKE 'bi%'")) {
      registry.clock.set(registry.clock.millis() + 1_000);
      registry.models.rename(ANN, Once.EACH_TIME, name("large"), name("big"));
      Page<ModelVersion> page = page(filter, "");
      List<ModelVersion> found = new ArrayList<>(page.items());
      registry.runner.runDue();
      while (page.next().isPresent()) {
        page = page(filter, page.nextToken());
        found.addAll(page.items());
      }
      assertThat(found.subList(0, VERSIONS)).extracting(ModelVersion::name).containsOnly("big");
      assertThat(found)
          .doesNotHaveDuplicates()
          .hasSize(VERSIONS + (filter.isEmpty() ? 1 : 0))
          .isEqualTo(search(filter));
      registry.models.rename(ANN, Once.EACH_TIME, name("big"), name("large"));
      registry.runner.runDue();
    }
  }

  @Test
  void renames_leaveOneJobOfEachKind() {
    for (int i = 0; i < 5; i++) {
      registry.models.rename(ANN, Once.EACH_TIME, name("large"), name("big"));
      registry.models.rename(ANN, Once.EACH_TIME, name("big"), name("large"));
    }
    assertThat(count("job")).isEqualTo(2);
  }

  @Test
  void deleteModel_hidesItAtOnceAndDeletesEveryRow() {
    registry.aliases.set(ANN, name("large"), new AliasName("champion"), 3);
    registry.models.delete(ANN, Once.EACH_TIME, name("large"));
    assertThat(registry.last()).isInstanceOfSatisfying(ModelDeleted.class, event -> {
      assertThat(event.lastVersion()).isEqualTo(VERSIONS);
      assertThat(event.versions()).isEmpty();
      assertThat(event.versionsListed()).isFalse();
    });
    for (int i = 0; i < 2; i++) {
      assertRefused(
          () -> registry.versions.get(ANN, name("large"), 1), NOT_FOUND, Subject.MODEL_VERSION);
      assertRefused(
          () -> registry.models.get(ANN, name("large")), NOT_FOUND, Subject.REGISTERED_MODEL);
      assertThat(search("")).extracting(ModelVersion::name).containsExactly("small");
      assertThat(search("name LIKE '%arge%'")).isEmpty();
      registry.runner.runDue();
    }
    assertThat(count("model_version")).isEqualTo(1);
    assertThat(count("model_alias")).isZero();
    assertThat(count("registered_model")).isEqualTo(1);
  }

  @Test
  void deleteModel_freesItsNameAtOnceAndItsNumbersGoOn() {
    registry.models.delete(ANN, Once.EACH_TIME, name("large"));
    registry.model("large");
    assertThat(registry.version("large").version()).isEqualTo(VERSIONS + 1);
    registry.runner.runDue();
    assertThat(search("name = 'large'")).hasSize(1);
    assertThat(count("model_version")).isEqualTo(2);
  }

  @Test
  void renameAndDelete_leaveNothingWhenASinkThrows() {
    assertLeavesNothing(
        () -> registry.models.rename(ANN, Once.EACH_TIME, name("large"), name("big")));
    assertLeavesNothing(() -> registry.models.delete(ANN, Once.EACH_TIME, name("large")));
  }
}
