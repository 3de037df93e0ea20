package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.VersionEvent.VersionCreated;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A name and a number never mean other bytes than before, whatever models had the name. */
abstract class VersionNumberContract extends RegistryContract {
  private static final int CLIENTS = 12;

  private void modelWithVersions(String model, int count) {
    registry.model(model);
    versions(model, count);
  }

  private List<Integer> versions(String model, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> registry.version(model).version())
        .toList();
  }

  private void rename(String from, String to) {
    registry.models.rename(ANN, Once.EACH_TIME, name(from), name(to));
  }

  private void delete(String model) {
    registry.models.delete(ANN, Once.EACH_TIME, name(model));
  }

  private void assertTaken(String from, String to, int version) {
    String before = registry.rows();
    assertThatThrownBy(() -> rename(from, to))
        .extracting("kind", "subject", "field", "value", "facts")
        .containsExactly(
            ErrorKind.CONFLICT,
            Subject.REGISTERED_MODEL,
            "new_name",
            to,
            List.of(from, String.valueOf(version)));
    assertThat(registry.rows()).isEqualTo(before);
  }

  @Test
  void create_goesOnBehindADeletedModelOfTheName() {
    modelWithVersions("fraud", 3);
    registry.versions.delete(ANN, Once.EACH_TIME, name("fraud"), 3);
    delete("fraud");
    registry.model("fraud");
    assertThat(versions("fraud", 2)).containsExactly(4, 5);
    delete("fraud");
    registry.model("fraud");
    delete("fraud");
    registry.model("fraud");
    assertThat(versions("fraud", 2)).containsExactly(6, 7);
    registry.model("other");
    assertThat(versions("other", 1)).containsExactly(1);
  }

  @Test
  void create_goesOnBehindAModelThatWasRenamedAway() {
    modelWithVersions("fraud", 2);
    rename("fraud", "scam");
    registry.model("fraud");
    assertThat(versions("fraud", 1)).containsExactly(3);
    assertThat(versions("scam", 2)).containsExactly(3, 4);
  }

  @Test
  void create_goesOnUnderBothNamesOfAModelThatWasDeletedInTheNewOne() {
    modelWithVersions("fraud", 2);
    rename("fraud", "scam");
    versions("scam", 1);
    delete("scam");
    registry.model("fraud");
    registry.model("scam");
    assertThat(versions("fraud", 1)).containsExactly(3);
    assertThat(versions("scam", 1)).containsExactly(4);
  }

  @Test
  void rename_isRefusedWhereAVersionOfAnotherModelHadTheNumber() {
    modelWithVersions("fraud", 3);
    delete("fraud");
    modelWithVersions("better", 2);
    assertTaken("better", "fraud", 1);
    registry.versions.delete(ANN, Once.EACH_TIME, name("better"), 1);
    assertTaken("better", "fraud", 2);
  }

  @Test
  void rename_takesANameThatItsNumbersDoNotMeetAndGoesOnBehindBoth() {
    modelWithVersions("fraud", 3);
    delete("fraud");
    registry.model("empty");
    rename("empty", "fraud");
    assertThat(versions("fraud", 1)).containsExactly(4);
    delete("fraud");
    modelWithVersions("gone", 1);
    registry.versions.delete(ANN, Once.EACH_TIME, name("gone"), 1);
    rename("gone", "fraud");
    assertThat(versions("fraud", 1)).containsExactly(5);
    delete("fraud");
    modelWithVersions("long", 7);
    IntStream.rangeClosed(1, 5)
        .forEach(i -> registry.versions.delete(ANN, Once.EACH_TIME, name("long"), i));
    rename("long", "fraud");
    assertThat(versions("fraud", 1)).containsExactly(8);
  }

  @Test
  void rename_backToAFormerNameOfItsOwnIsFine() {
    modelWithVersions("fraud", 2);
    rename("fraud", "scam");
    rename("scam", "fraud");
    assertThat(versions("fraud", 1)).containsExactly(3);
    rename("fraud", "fraud");
    rename("fraud", "scam");
    registry.model("fraud");
    delete("fraud");
    rename("scam", "fraud");
    assertThat(versions("fraud", 1)).containsExactly(4);
  }

  @Test
  void rename_backIsRefusedOnceAnotherModelHadOneOfItsNumbers() {
    modelWithVersions("fraud", 2);
    rename("fraud", "scam");
    registry.model("fraud");
    assertThat(versions("fraud", 1)).containsExactly(3);
    delete("fraud");
    rename("scam", "fraud");
    rename("fraud", "scam");
    assertThat(versions("scam", 1)).containsExactly(4);
    registry.model("fraud");
    assertThat(versions("fraud", 2)).containsExactly(4, 5);
    delete("fraud");
    assertTaken("scam", "fraud", 4);
  }

  @Test
  void numbers_areOfOneWorkspace() {
    Description none = new Description("");
    NewVersion version = new NewVersion("s3://bucket/model", "", "", "", none, List.of());
    modelWithVersions("fraud", 3);
    delete("fraud");
    registry
        .database
        .jdbi()
        .useHandle(
            handle -> handle.execute(
                "insert into workspace (name, description, revision, revised_at) values ('team', '', 0, 0)"));
    registry.models.create(ANN.in("team"), Once.EACH_TIME, name("fraud"), none, List.of());
    assertThat(registry
            .versions
            .create(ANN.in("team"), Once.EACH_TIME, name("fraud"), version)
            .version())
        .isEqualTo(1);
  }

  @Test
  void create_beginsAtOneAgainWhereThatIsConfigured() {
    try (TestRegistry stock = new TestRegistry(engine().fresh(), folder, List.of(), true)) {
      stock.model("fraud");
      stock.version("fraud");
      stock.models.delete(ANN, Once.EACH_TIME, name("fraud"));
      stock.model("fraud");
      assertThat(stock.version("fraud").version()).isEqualTo(1);
      stock.model("scam");
      stock.version("scam");
      stock.models.delete(ANN, Once.EACH_TIME, name("fraud"));
      stock.models.rename(ANN, Once.EACH_TIME, name("scam"), name("fraud"));
      assertThat(stock.version("fraud").version()).isEqualTo(2);
    }
  }

  @Test
  void delete_leavesNothingOfTheNumbersWhenASinkThrows() {
    modelWithVersions("fraud", 1);
    assertLeavesNothing(() -> delete("fraud"));
    assertLeavesNothing(() -> rename("fraud", "scam"));
    assertThat(registry.formerNames()).isEmpty();
  }

  /** On PostgreSQL two servers share the database. */
  @Test
  void noNumberIsGivenTwiceWhileModelsComeAndGoAndChangeNames() throws Exception {
    List<Database> databases = engine().servers();
    List<TestRegistry> servers = databases.stream()
        .map(database -> new TestRegistry(database, folder, List.of()))
        .toList();
    try {
      Crowd.of(CLIENTS, client -> () -> {
        TestRegistry server = servers.get(client % servers.size());
        for (int i = 0; i < 40; i++) {
          String one = ThreadLocalRandom.current().nextBoolean() ? "fraud" : "scam";
          String other = one.equals("fraud") ? "scam" : "fraud";
          Crowd.outcome(() -> server.model(one)).call();
          Crowd.outcome(() -> server.version(one)).call();
          if (client % 3 == 0) {
            Crowd.outcome(() -> {
                  server.models.rename(ANN, Once.EACH_TIME, name(one), name(other));
                  return one;
                })
                .call();
          } else if (client % 3 == 1) {
            Crowd.outcome(() -> {
                  server.models.delete(ANN, Once.EACH_TIME, name(one));
                  return one;
                })
                .call();
          }
        }
        return client;
      });
      List<String> given = new ArrayList<>();
      servers.forEach(server -> server.published.stream()
          .filter(VersionCreated.class::isInstance)
          .map(VersionCreated.class::cast)
          .map(event -> event.change().object().name() + "/" + event.version())
          .forEach(given::add));
      assertThat(given).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    } finally {
      servers.forEach(TestRegistry::close);
    }
  }
}
