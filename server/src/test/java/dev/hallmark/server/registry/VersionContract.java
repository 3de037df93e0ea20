package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.CONFLICT;
import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.START;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.TestRegistry.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.VersionEvent.VersionCreated;
import dev.hallmark.server.events.VersionEvent.VersionDeleted;
import dev.hallmark.server.events.VersionEvent.VersionDescribed;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.registry.versions.VersionSource;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionStatus;
import dev.hallmark.server.testkit.TestCallers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class VersionContract extends RegistryContract {
  @BeforeEach
  void aModel() {
    registry.model("iris");
  }

  private ModelVersion get(int version) {
    return registry.versions.get(ANN, name("iris"), version);
  }

  @Test
  void create_answersWhatGetAnswers() {
    registry.clock.set(START + 5_000);
    NewVersion wanted = new NewVersion(
        "s3://bucket/model",
        "run1",
        "",
        "http://runs/1",
        new Description("first"),
        List.of(tag("q", "ok"), tag("a", "1")));
    ModelVersion made = registry.versions.create(ANN, Once.EACH_TIME, name("iris"), wanted);
    assertThat(made)
        .isEqualTo(new ModelVersion(
            made.id(),
            "iris",
            1,
            Stage.NONE,
            "first",
            new Reference(
                new Origin("s3://bucket/model", "run1", "http://runs/1", ""), "s3://bucket/model"),
            "ann",
            START + 5_000,
            START + 5_000,
            List.of(new Tag("a", "1"), new Tag("q", "ok")),
            List.of()));
    assertThat(made.source().status()).isEqualTo(VersionStatus.READY);
    assertThat(made.source().statusMessage()).isEmpty();
    assertThat(get(1)).isEqualTo(made);
    assertThat(registry.models.get(ANN, name("iris")).updatedAt()).isEqualTo(START + 5_000);
  }

  @Test
  void create_tellsTheSinks() {
    registry.version("iris", tag("q", "ok"));
    assertThat(registry.last()).isInstanceOfSatisfying(VersionCreated.class, event -> {
      assertThat(event.version()).isEqualTo(1);
      assertThat(event.change().revision()).isEqualTo(2);
      assertThat(event.source()).isEqualTo("s3://bucket/model");
      assertThat(event.tags()).isEqualTo(Map.of("q", "ok"));
    });
  }

  @Test
  void create_numbersFromOneAndNeverAgain() {
    assertThat(registry.version("iris").version()).isEqualTo(1);
    assertThat(registry.version("iris").version()).isEqualTo(2);
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 2);
    assertThat(registry.version("iris").version()).isEqualTo(3);
  }

  @Test
  void create_inAnUnknownModelIsNotFoundAndSealsNothing() {
    registry.file("1/run1/artifacts/model/MLmodel", "flavors:");
    registry.runs.runs.put("run1", "mlflow-artifacts:/1/run1/artifacts");
    assertRefused(
        () -> registry.version("nope", "mlflow-artifacts:/1/run1/artifacts/model", "run1", ""),
        NOT_FOUND,
        Subject.REGISTERED_MODEL);
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @Test
  void create_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> registry.version("iris", tag("q", "ok")));
    assertThat(folder.resolve("versions")).doesNotExist();
  }

  @Test
  void create_needsTheRightToRegister() {
    NewVersion wanted =
        new NewVersion("s3://bucket/model", "", "", "", new Description(""), List.of());
    assertRefused(
        () -> registry.versions.create(
            TestCallers.without(Permission.REGISTER), Once.EACH_TIME, name("iris"), wanted),
        FORBIDDEN,
        Subject.REQUEST);
  }

  @Test
  void create_leavesARecordBesideTheSeals() throws Exception {
    ModelVersion made = registry.version("iris");
    registry.runner.runDue();
    long model = registry.models.get(ANN, name("iris")).id();
    assertThat(Files.readString(folder.resolve("versions/" + model + "/1.json")))
        .contains("\"name\": \"iris\"", "\"version\": 1", "\"source\": \"s3://bucket/model\"")
        .contains("\"created_at\": " + made.createdAt());
  }

  @Test
  void records_thatAPowerCutTookAreWrittenAgain() throws Exception {
    registry.version("iris");
    registry.version("iris");
    registry.runner.runDue();
    long model = registry.models.get(ANN, name("iris")).id();
    Path records = folder.resolve("versions/" + model);
    byte[] first = Files.readAllBytes(records.resolve("1.json"));
    Files.write(records.resolve("1.json"), new byte[0]);
    Files.delete(records.resolve("2.json"));
    registry.runner.addAtStart();
    registry.runner.runDue();
    assertThat(records.resolve("1.json")).hasBinaryContent(first);
    assertThat(records.resolve("2.json")).content().contains("\"version\": 2");
  }

  @Test
  void get_ofAnUnknownVersionIsNotFound() {
    assertRefused(() -> get(1), NOT_FOUND, Subject.MODEL_VERSION);
    assertRefused(
        () -> registry.versions.get(ANN, name("nope"), 1), NOT_FOUND, Subject.MODEL_VERSION);
  }

  @Test
  void describe_updatesTheVersionAndNotTheModel() {
    registry.version("iris");
    registry.clock.set(START + 5_000);
    ModelVersion described =
        registry.versions.describe(ANN, name("iris"), 1, new Description("better"));
    assertThat(described).isEqualTo(get(1));
    assertThat(described.description()).isEqualTo("better");
    assertThat(described.updatedAt()).isEqualTo(START + 5_000);
    assertThat(registry.models.get(ANN, name("iris")).updatedAt()).isEqualTo(START);
    assertThat(((VersionDescribed) registry.last()).after()).isEqualTo("better");
  }

  @Test
  void describe_leavesNothingWhenASinkThrows() {
    registry.version("iris");
    assertLeavesNothing(
        () -> registry.versions.describe(ANN, name("iris"), 1, new Description("better")));
  }

  @Test
  void delete_takesTheAliasesAlongAndUpdatesTheModel() {
    registry.version("iris", tag("q", "ok"));
    registry.version("iris");
    registry.aliases.set(ANN, name("iris"), new AliasName("champion"), 1);
    registry.aliases.set(ANN, name("iris"), new AliasName("next"), 2);
    registry.clock.set(START + 5_000);
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);

    assertRefused(() -> get(1), NOT_FOUND, Subject.MODEL_VERSION);
    RegisteredModel model = registry.models.get(ANN, name("iris"));
    assertThat(model.aliases()).containsExactly(new RegisteredModel.Alias("next", 2));
    assertThat(model.updatedAt()).isEqualTo(START + 5_000);
    assertThat(folder.resolve("versions/" + model.id() + "/1.json")).doesNotExist();
    assertThat(registry.last()).isInstanceOfSatisfying(VersionDeleted.class, event -> {
      assertThat(event.version()).isEqualTo(1);
      assertThat(event.source()).isEqualTo("s3://bucket/model");
      assertThat(event.aliases()).containsExactly("champion");
    });
  }

  @Test
  void delete_aSecondTimeIsNotFound() {
    registry.version("iris");
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);
    assertRefused(
        () -> registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1),
        NOT_FOUND,
        Subject.MODEL_VERSION);
  }

  @Test
  void delete_leavesNothingWhenASinkThrows() {
    registry.version("iris", tag("q", "ok"));
    registry.aliases.set(ANN, name("iris"), new AliasName("champion"), 1);
    assertLeavesNothing(() -> registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1));
  }

  @Test
  void delete_needsTheRightToDelete() {
    registry.version("iris");
    assertRefused(
        () -> registry.versions.delete(
            TestCallers.without(Permission.DELETE), Once.EACH_TIME, name("iris"), 1),
        FORBIDDEN,
        Subject.REQUEST);
  }

  private void setStatus(VersionStatus status, String message) {
    registry
        .database
        .jdbi()
        .useHandle(handle -> handle
            .createUpdate("UPDATE model_version SET status = ?, status_message = ?, location = ''")
            .bind(0, status.name())
            .bind(1, message)
            .execute());
  }

  @Test
  void aVersion_thatIsBeingSealedCanBeDescribedAndDeletedButNotUsed() {
    registry.version("iris");
    registry.model("prod");
    setStatus(VersionStatus.PENDING_REGISTRATION, "");
    assertThat(get(1).source()).isInstanceOf(VersionSource.Pending.class);
    assertThat(get(1).source().status()).isEqualTo(VersionStatus.PENDING_REGISTRATION);
    AliasName champion = new AliasName("champion");
    for (ThrowingCallable use : List.<ThrowingCallable>of(
        () -> registry.versions.downloadUri(ANN, name("iris"), 1),
        () -> registry.aliases.set(ANN, name("iris"), champion, 1),
        () -> registry.stages.transition(ANN, name("iris"), 1, Stage.PRODUCTION, false),
        () -> registry.version("prod", "models:/iris/1", "", ""))) {
      assertThatThrownBy(use)
          .extracting("kind", "subject", "reason")
          .containsExactly(CONFLICT, Subject.MODEL_VERSION, Reason.NOT_READY);
    }
    registry.versionTags.set(ANN, name("iris"), 1, tag("a", "b"));
    registry.versions.describe(ANN, name("iris"), 1, new Description("soon"));
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);
  }

  @Test
  void aVersion_whoseFilesCouldNotBeSealedSaysWhy() {
    registry.version("iris");
    setStatus(VersionStatus.FAILED_REGISTRATION, "the disk is full");
    assertThat(get(1).source()).isInstanceOf(VersionSource.Failed.class);
    assertThat(get(1).source().status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    assertThat(get(1).source().statusMessage()).isEqualTo("the disk is full");
    assertRefused(
        () -> registry.versions.downloadUri(ANN, name("iris"), 1), CONFLICT, Subject.MODEL_VERSION);
  }
}
