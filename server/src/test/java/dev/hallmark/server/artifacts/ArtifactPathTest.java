package dev.hallmark.server.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTest {
  @ParameterizedTest
  @MethodSource("dev.hallmark.server.artifacts.HostilePaths#decoded")
  void of_refusesWhatCouldLeaveTheStore(String path) {
    assertThatThrownBy(() -> ArtifactPath.of(path))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject", "field", "value")
        .containsExactly(ErrorKind.INVALID_ARGUMENT, Subject.ARTIFACT, "path", shown(path));
  }

  /** As errors show values. */
  private static String shown(String path) {
    return path.length() <= 200
        ? path
        : path.substring(0, 200) + "... (" + path.length() + " characters)";
  }

  @ParameterizedTest
  @MethodSource("dev.hallmark.server.artifacts.HostilePaths#decoded")
  void child_refusesWhatOfRefuses(String path) {
    ArtifactPath folder = ArtifactPath.of("1/run/artifacts");
    assertThatThrownBy(() -> folder.child(path)).isInstanceOf(RegistryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/r/artifacts/model.pkl",
        "with blanks .txt",
        "größe 精度 🎯.txt",
        "plus+and&equals=.txt",
        "100%.txt",
        "50%25.txt",
        "images/loss%step%23%timestamp%1795272537288%z420e4db%compressed.webp",
        "%zz and %",
        "what?.txt",
        "it's; a, b@c~!$.txt",
        ".hidden",
        "two..dots.txt",
        "...",
        "metrics:auc.txt",
        "metric:b/c",
        "sealsX/a",
        "tmp"
      })
  void of_takesEveryHarmlessName(String path) {
    assertThat(ArtifactPath.of(path).value()).isEqualTo(path);
  }

  @Test
  void of_refusesASlashAtTheEnd() {
    assertThatThrownBy(() -> ArtifactPath.of("a/")).isInstanceOf(RegistryException.class);
  }

  @Test
  void of_takesNamesAsLongAsADiskDoes() {
    assertThat(ArtifactPath.of("a".repeat(255)).name()).hasSize(255);
    assertThatThrownBy(() -> ArtifactPath.of("ä".repeat(128)))
        .extracting("reason", "facts")
        .containsExactly(Reason.TOO_LONG, List.of("255", "a name in it"));
    String deep = "ä/".repeat(1_166);
    assertThat(ArtifactPath.of(deep + "xx").segments()).hasSize(1_167);
    assertThatThrownBy(() -> ArtifactPath.of(deep + "xxx"))
        .extracting("reason", "facts")
        .containsExactly(Reason.TOO_LONG, List.of("3500", "it"));
  }

  @Test
  void ofUri_readsOwnSchemeAndLeavesOthers() {
    ArtifactPath path = ArtifactPath.of("1/r/artifacts/with blanks%");
    assertThat(ArtifactPath.ofUri("mlflow-artifacts:/1/r/artifacts/with blanks%"))
        .contains(path);
    assertThat(ArtifactPath.ofUri("mlflow-artifacts:///1/r/artifacts/with blanks%/"))
        .contains(path);
    assertThat(ArtifactPath.ofUri(path.toUri())).contains(path);
    assertThat(ArtifactPath.ofUri("mlflow-artifacts:/")).contains(ArtifactPath.ROOT);
    assertThat(ArtifactPath.ofUri("mlflow-artifacts:")).contains(ArtifactPath.ROOT);
    assertThat(ArtifactPath.ofUri("mlflow-artifacts://host/1/r")).isEmpty();
    assertThat(ArtifactPath.ofUri("s3://bucket/1")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow-artifacts:/../etc",
        "mlflow-artifacts:////etc",
        "mlflow-artifacts:etc",
        "mlflow-artifacts:/a/%2e%2e/b",
        "mlflow-artifacts:/a#b"
      })
  void ofUri_refusesIllegalPaths(String uri) {
    assertThatThrownBy(() -> ArtifactPath.ofUri(uri)).isInstanceOf(RegistryException.class);
  }

  @Test
  void child_parent_from_areEachOthersInverse() {
    ArtifactPath folder = ArtifactPath.of("1/run");
    ArtifactPath file = folder.child("artifacts/model");
    assertThat(file).isEqualTo(ArtifactPath.of("1/run/artifacts/model"));
    assertThat(file.from(folder)).isEqualTo("artifacts/model");
    assertThat(file.from(ArtifactPath.ROOT)).isEqualTo(file.value());
    assertThat(file.parent().parent()).isEqualTo(folder);
    assertThat(folder.parent().parent()).isEqualTo(ArtifactPath.ROOT);
    assertThat(folder.child("")).isEqualTo(folder);
    assertThat(ArtifactPath.ROOT.child("1")).isEqualTo(ArtifactPath.of("1"));
  }

  @Test
  void startsWith_countsWholeSegments() {
    assertThat(ArtifactPath.of("1/run").startsWith(ArtifactPath.of("1"))).isTrue();
    assertThat(ArtifactPath.of("1").startsWith(ArtifactPath.of("1"))).isTrue();
    assertThat(ArtifactPath.of("10/run").startsWith(ArtifactPath.of("1"))).isFalse();
  }

  @Test
  void isReserved_inAnyCase() {
    assertThat(ArtifactPath.of("Seals/x").isReserved()).isTrue();
    assertThat(ArtifactPath.of("versions").isReserved()).isTrue();
    assertThat(ArtifactPath.of("1/seals").isReserved()).isFalse();
  }
}
