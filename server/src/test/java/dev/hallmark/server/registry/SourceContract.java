package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionSource.Sealed;
import dev.hallmark.server.registry.versions.VersionStatus;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class SourceContract extends RegistryContract {
  private static final String OF_RUN = "mlflow-artifacts:/1/run1/artifacts/model";

  @BeforeEach
  void aRunAndALoggedModel() {
    registry.model("iris");
    registry.file("1/run1/artifacts/model/MLmodel", "of the run");
    registry.file("1/models/m-a1/artifacts/MLmodel", "of the logged model");
    registry.file("1/run2/artifacts/model/MLmodel", "of another run");
    registry.runs.runs.put("run1", "mlflow-artifacts:/1/run1/artifacts");
    registry.runs.logged("m-a1", "mlflow-artifacts:/1/models/m-a1/artifacts", "run1");
  }

  private String contents(ModelVersion version) throws Exception {
    return Files.readString(
        folder.resolve("seals/" + version.source().digest().orElseThrow() + "/files/MLmodel"));
  }

  private String downloadUri(String name, int version) {
    return registry.versions.downloadUri(ANN, name(name), version);
  }

  private void assertInvalid(String source, String runId, String modelId) {
    assertRefused(
        () -> registry.version("iris", source, runId, modelId), INVALID_ARGUMENT, Subject.SOURCE);
  }

  @Test
  void pathInTheStore_isSealedWhenItLiesInTheRunNamed() throws Exception {
    ModelVersion version = registry.version("iris", OF_RUN, "run1", "");
    assertThat(contents(version)).isEqualTo("of the run");
    assertThat(version.source().origin().source()).isEqualTo(OF_RUN);
    assertThat(downloadUri("iris", 1))
        .isEqualTo("mlflow-artifacts:/seals/" + version.source().digest().orElseThrow() + "/files");
  }

  @Test
  void pathInTheStore_isSealedWhenItLiesInTheLoggedModelNamed() throws Exception {
    ModelVersion version =
        registry.version("iris", "mlflow-artifacts:/1/models/m-a1/artifacts", "", "m-a1");
    assertThat(contents(version)).isEqualTo("of the logged model");
    assertThat(registry.runs.registered).containsExactly("m-a1 iris 1");
  }

  @Test
  void pathInTheStore_isRefusedOutsideOfWhatTheRequestNames() {
    assertInvalid(OF_RUN, "", "");
    assertInvalid("mlflow-artifacts:/1/run2/artifacts/model", "run1", "");
    assertInvalid("mlflow-artifacts:/1/run1/artifactsmore", "run1", "");
    assertInvalid(OF_RUN, "", "m-a1");
    assertInvalid("mlflow-artifacts:/versions/1", "run1", "");
    assertInvalid("mlflow-artifacts:/", "run1", "");
  }

  @Test
  void pathInTheStore_ofAnUnknownRunIsNotFound() {
    assertRefused(() -> registry.version("iris", OF_RUN, "run9", ""), NOT_FOUND, Subject.RUN);
  }

  @Test
  void pathInTheStoreWhereNothingLies_isAReference() {
    String nowhere = "mlflow-artifacts:/1/run1/artifacts/nothing";
    ModelVersion version = registry.version("iris", nowhere, "run1", "");
    assertThat(version.source()).isInstanceOf(Reference.class);
    assertThat(downloadUri("iris", 1)).isEqualTo(nowhere);
  }

  @Test
  void loggedModel_isSealedAndLendsItsRun() throws Exception {
    ModelVersion version = registry.version("iris", "models:/m-a1", "", "m-a1");
    assertThat(contents(version)).isEqualTo("of the logged model");
    assertThat(version.source().origin().runId()).isEqualTo("run1");
    assertThat(version.source().origin().loggedModelId()).isEqualTo("m-a1");
    assertThat(registry.runs.registered).containsExactly("m-a1 iris 1");
  }

  @Test
  void loggedModel_mustBeNamedByTheRequestToo() {
    assertInvalid("models:/m-a1", "", "");
    assertInvalid("models:/m-a1", "", "m-b2");
    assertRefused(
        () -> registry.version("iris", "models:/m-b2", "", "m-b2"),
        NOT_FOUND,
        Subject.LOGGED_MODEL);
    assertRefused(
        () -> registry.version("iris", "s3://bucket/x", "", "m-b2"),
        NOT_FOUND,
        Subject.LOGGED_MODEL);
  }

  @Test
  void loggedModelElsewhere_isAReferenceToItsFiles() {
    registry.runs.logged("m-s3", "s3://bucket/m-s3/artifacts", "");
    registry.version("iris", "models:/m-s3", "", "m-s3");
    assertThat(downloadUri("iris", 1)).isEqualTo("s3://bucket/m-s3/artifacts");
  }

  /** The path is one of ours too: it means another place on the other server. */
  @ParameterizedTest
  @CsvSource({
    "models:/m-b2, '', m-b2",
    "mlflow-artifacts:/1/run1/artifacts/model, run9, ''",
    "mlflow-artifacts:/1/models/m-a1/artifacts, run9, m-b2",
    "mlflow-artifacts:/1/models/m-a1/artifacts, run1, m-b2",
    "runs:/run9/model, run9, ''",
    "runs:/run1/model, run1, m-b2",
    "s3://bucket/x, '', m-b2"
  })
  void whatAnotherTrackingServerHas_isAReferenceAsGiven(
      String source, String runId, String modelId) {
    registry.runs.external = true;
    ModelVersion version = registry.version("iris", source, runId, modelId);
    assertThat(version.source())
        .isEqualTo(new Reference(new Origin(source, runId, "", modelId), source));
    assertThat(registry.versions.get(ANN, name("iris"), 1).source()).isEqualTo(version.source());
    assertThat(downloadUri("iris", 1)).isEqualTo(source);
    assertThat(folder.resolve("seals").toFile().list()).isNullOrEmpty();
  }

  @Test
  void withAnotherTrackingServer_whatIsKnownHereIsAsWithoutIt() throws Exception {
    registry.runs.external = true;
    assertThat(contents(registry.version("iris", OF_RUN, "run1", ""))).isEqualTo("of the run");
    assertThat(contents(registry.version("iris", "models:/m-a1", "", "m-a1")))
        .isEqualTo("of the logged model");
    assertInvalid(OF_RUN, "", "");
    assertInvalid("mlflow-artifacts:/1/run2/artifacts/model", "run1", "");
    assertInvalid("models:/m-b2", "", "");
    assertInvalid("runs:/run9/model", "", "");
  }

  @Test
  void withAnotherTrackingServer_aPathOfAMachineIsRefusedAllTheSame() {
    registry.runs.external = true;
    assertInvalid("/srv/mlruns/0/models/m-b2/artifacts", "", "m-b2");
    for (String path : List.of("file:///srv/mlruns/0/models/m-b2/artifacts", "file:/etc")) {
      assertThatThrownBy(() -> registry.version("iris", path, "", "m-b2"))
          .extracting("kind")
          .isEqualTo(NOT_FOUND);
    }
  }

  @Test
  void run_givesItsFolderBeforeItsLoggedModel() throws Exception {
    registry.runs.newest.put("run1/model", "m-a1");
    registry.runs.newest.put("run1/other", "m-a1");
    ModelVersion folderFirst = registry.version("iris", "runs:/run1/model", "run1", "");
    assertThat(contents(folderFirst)).isEqualTo("of the run");
    assertThat(folderFirst.source().origin().loggedModelId()).isEmpty();

    ModelVersion loggedModel = registry.version("iris", "runs:/run1/other", "run1", "");
    assertThat(contents(loggedModel)).isEqualTo("of the logged model");
    assertThat(loggedModel.source().origin().loggedModelId()).isEqualTo("m-a1");
  }

  @Test
  void run_mustBeNamedByTheRequestToo() {
    assertInvalid("runs:/run1/model", "", "");
    assertInvalid("runs:/run1/model", "run2", "");
    assertInvalid("runs:/run1", "run1", "");
  }

  @Test
  void runWithoutFiles_isAReferenceThatTheClientResolves() {
    registry.version("iris", "runs:/run1/nothing", "run1", "");
    registry.version("iris", "runs:/run9/model", "run9", "");
    assertThat(downloadUri("iris", 1)).isEqualTo("runs:/run1/nothing");
    assertThat(downloadUri("iris", 2)).isEqualTo("runs:/run9/model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models:/iris/1",
        "models:/iris/01",
        "models:///iris/1",
        "models:/iris@champion",
        "models:/iris/latest",
        "models:/iris/staging"
      })
  void anotherVersion_lendsItsSealItsRunAndItsLoggedModel(String source) {
    ModelVersion original = registry.version("iris", "models:/m-a1", "", "m-a1");
    registry.aliases.set(ANN, name("iris"), new AliasName("champion"), 1);
    registry.stages.transition(ANN, name("iris"), 1, Stage.STAGING, false);
    registry.model("prod");
    ModelVersion copy = registry.version("prod", source, "", "");
    assertThat(copy.source())
        .isEqualTo(new Sealed(
            new Origin("models:/iris/1", "run1", "", "m-a1"),
            original.source().digest().orElseThrow()));
  }

  @Test
  void copyOfACopy_staysWhenAllBeforeItIsGone() {
    ModelVersion original = registry.version("iris", OF_RUN, "run1", "");
    registry.model("mid");
    registry.version("mid", "models:/iris/1", "", "");
    registry.model("prod");
    registry.version("prod", "models:/mid/1", "run1", "");
    registry.models.delete(ANN, Once.EACH_TIME, name("iris"));
    registry.models.delete(ANN, Once.EACH_TIME, name("mid"));
    assertThat(downloadUri("prod", 1))
        .isEqualTo(
            "mlflow-artifacts:/seals/" + original.source().digest().orElseThrow() + "/files");
  }

  @Test
  void copyOfAReference_pointsWhereTheReferencePoints() {
    registry.version("iris");
    registry.model("prod");
    registry.version("prod", "models:/iris/1", "", "");
    assertThat(downloadUri("prod", 1)).isEqualTo("s3://bucket/model");
  }

  @ParameterizedTest
  @CsvSource({
    "models:/iris/9, MODEL_VERSION",
    "models:/iris/99999999999, MODEL_VERSION",
    "models:/iris/Production, MODEL_VERSION",
    "models:/nope/1, REGISTERED_MODEL",
    "models:/nope/latest, REGISTERED_MODEL",
    "models:/nope/Staging, REGISTERED_MODEL",
    "models:/iris@nobody, ALIAS"
  })
  void anotherVersionThatIsNotThere_isNotFound(String source, Subject subject) {
    registry.version("iris");
    assertRefused(() -> registry.version("iris", source, "", ""), NOT_FOUND, subject);
  }

  @Test
  void anotherVersion_mustBeOfTheRunAndTheLoggedModelNamed() {
    registry.version("iris", "models:/m-a1", "", "m-a1");
    assertInvalid("models:/iris/1", "run2", "");
    assertInvalid("models:/iris/1", "", "m-b2");
  }

  @Test
  void downloadUriOfAVersion_countsAsThatVersion() {
    ModelVersion original = registry.version("iris", "models:/m-a1", "", "m-a1");
    registry.model("prod");
    String uri = downloadUri("iris", 1);
    ModelVersion copy = registry.version("prod", uri, "", "");
    assertThat(copy.source())
        .isEqualTo(new Sealed(
            new Origin(uri, "run1", "", "m-a1"), original.source().digest().orElseThrow()));
    assertThat(registry.version("prod", uri, "run1", "m-a1").version()).isEqualTo(2);
    assertInvalid(uri, "run2", "");
    assertInvalid(uri, "", "m-b2");
    assertInvalid(uri + "/MLmodel", "", "");
    assertInvalid("mlflow-artifacts:/seals/" + "0".repeat(64) + "/files", "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/model",
        "gs://bucket/model",
        "wasbs://container@account.blob.core.windows.net/model",
        "dbfs:/models/1",
        "our-own:/somewhere"
      })
  void foreignScheme_isAReference(String source) {
    ModelVersion version = registry.version("iris", source, "run9", "");
    assertThat(version.source())
        .isEqualTo(new Reference(new Origin(source, "run9", "", ""), source));
    assertThat(version.source().status()).isEqualTo(VersionStatus.READY);
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/model",
        "HTTPS://host/model",
        "ftp://host/model",
        "sftp://host/model",
        "hdfs://host/model",
        "viewfs://host/model",
        "mlflow-artifacts://host/1/run1/artifacts/model",
        "mlflow-artifacts://host:80/1",
        "r2://host/model",
        "b2://host/model",
        "abfss://c@host/model",
        "/etc",
        "/etc/passwd",
        "etc/passwd",
        "dummy-source",
        " ",
        "C:\\models",
        "c:/models",
        "\\\\host\\share",
        "//host/share",
        "file:///etc",
        "file:/etc",
        "FILE:/etc",
        "file://host/etc",
        "file:etc",
        " file:/etc",
        "mlflow-artifacts:/1/run1/artifacts/../../run2/artifacts",
        "mlflow-artifacts:/1/run1/artifacts/%2e%2e/%2e%2e/run2",
        "mlflow-artifacts:/1/run1/artifacts/%252e%252e/run2",
        "mlflow-artifacts:/1/run1/artifacts/..%2frun2",
        "mlflow-artifacts:/1/run1/artifacts/..;/run2",
        "mlflow-artifacts:/1/run1/artifacts/..\\run2",
        "mlflow-artifacts:/1/run1/artifacts/a%00b",
        "mlflow-artifacts:/1/run1/artifacts/a\u0000b",
        "mlflow-artifacts:/1/run1/artifacts/a#b",
        "mlflow-artifacts:/1/run1/artifacts//model",
        "mlflow-artifacts:/.tmp/x",
        "mlflow-artifacts:/seals",
        "mlflow-artifacts:1/run1",
        "mlflow-artifacts:",
        "s3://bucket/../other",
        "s3://bucket/%2E%2e/other",
        "dbfs:/../etc",
        "s3:",
        "s3:/",
        "s3://",
        "s3:///",
        "s3://bucket",
        "our-own:somewhere",
        "runs:/run1/../run2/artifacts",
        "runs:/run1/%2e%2e/x",
        "runs:run1/model",
        "models:/",
        "models:/iris",
        "models:/iris/1/2",
        "models://iris/1"
      })
  void hostileOrBrokenSource_isRefusedAndNothingIsSealed(String source) {
    String before = registry.rows();
    assertInvalid(source, "run1", "");
    assertThat(registry.rows()).isEqualTo(before);
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/%C3%84pfel",
        "s3://bucket/a%20b",
        "gs://bucket/100%25",
        "s3://bucket/%E4"
      })
  void escapesThatAreNeitherDotsNorControlCharacters_areAccepted(String source) {
    assertThat(registry.version("iris", source, "", "").version()).isEqualTo(1);
  }

  @Test
  void tooLongASource_isRefused() {
    assertInvalid("s3://b/" + "x".repeat(2042), "", "");
    assertThat(registry.version("iris", "s3://b/" + "x".repeat(2041), "", "").version())
        .isEqualTo(1);
  }

  @Test
  void localPath_isTakenOnlyInsideARunThatLiesOnADiskOfTheOperator() {
    registry.runs.runs.put("disk", "file:///mnt/share/1/disk/artifacts");
    String inside = "file:///mnt/share/1/disk/artifacts/model";
    registry.version("iris", inside, "disk", "");
    assertThat(downloadUri("iris", 1)).isEqualTo(inside);
    assertInvalid("file:///mnt/share/1/disk", "disk", "");
    assertInvalid("file:///mnt/share/1/disk/artifacts/../../x", "disk", "");
    assertInvalid("/mnt/share/1/disk/artifacts/model", "disk", "");
  }

  @Test
  void sealedVersion_staysWhenItsSourceIsOverwrittenOrDeleted() throws Exception {
    ModelVersion version = registry.version("iris", OF_RUN, "run1", "");
    registry.file("1/run1/artifacts/model/MLmodel", "changed behind the server");
    Files.delete(folder.resolve("1/run1/artifacts/model/MLmodel"));
    assertThat(contents(version)).isEqualTo("of the run");
  }
}
