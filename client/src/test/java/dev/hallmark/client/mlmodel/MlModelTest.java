package dev.hallmark.client.mlmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.client.HallmarkException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files are what MLflow 3.17.2 and 2.22.5 wrote. */
class MlModelTest {

  private static MlModel read(String name) {
    return MlModel.read(Path.of("src/test/resources/mlmodel", name));
  }

  @Test
  void mlflow3_isRead() {
    MlModel model = read("sklearn-3.17.2");
    assertThat(model.flavors()).containsOnlyKeys("python_function", "sklearn");
    assertThat(model.flavors().get("sklearn"))
        .containsEntry("pickled_model", "model.skops")
        .doesNotContainKey("code");
    assertThat(model.environment())
        .isEqualTo(new PythonEnvironment("3.11.7", "conda.yaml", "python_env.yaml"));
    assertThat(model.runId()).isEqualTo("6c7061b1c3c04a7dbf8bf62ba1823878");
    assertThat(model.modelId()).isEqualTo("m-2abf138f6c2d4201b3dbbaa06adc076d");
    assertThat(model.mlflowVersion()).isEqualTo("3.17.2");
    assertThat(model.created()).isEqualTo(Instant.parse("2026-11-21T16:16:45.579846Z"));
    assertThat(model.signature().inputs())
        .extracting(Column::name)
        .containsExactly(
            "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");
    assertThat(model.signature().outputs())
        .containsExactly(new Column("", ColumnType.LONG, true, List.of()));
  }

  @Test
  void mlflow2_isRead_withMetadata() {
    MlModel model = read("pyfunc-2.22.5");
    assertThat(model.modelId()).isEmpty();
    assertThat(model.metadata()).isEqualTo(EXPECTED_METADATA);
    assertThat(model.signature().params())
        .extracting(Column::name, Column::type)
        .containsExactly(tuple("temperature", ColumnType.DOUBLE));
    assertThat(model.signature().inputs().get(0).children())
        .extracting(Column::name)
        .containsExactlyInAnyOrder("text", "tags");
  }

  private static final Map<String, Object> EXPECTED_METADATA = Map.of(
      "owner",
      "Zoë – team \"risk\"",
      "notes",
      "one\n\ntwo: #3 and a text that is so long that it has to go on in another line of the file",
      "limits",
      List.of(1L, 2.5, true, Map.of("deep", List.of("x"))),
      "none",
      Map.of());

  @Test
  void yamlThatMlflowDoesNotWrite_isRefusedWithItsLine() {
    for (String line : List.of(
        "x: !!python/object:os.system {}",
        "x: |",
        "x: [1, 2]",
        "? x",
        "x: *a",
        "just text",
        "'x: 1")) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> MlModel.parse("run_id: r\n" + line + "\n"))
          .withMessageContaining("line 2")
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNUSABLE));
    }
  }

  @Test
  void nestingWithoutEnd_isRefused() {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> MlModel.parse("x:\n" + "- ".repeat(100_000) + "y"))
        .withMessageContaining("too deeply");
  }

  @Test
  void emptyFile_isAModelThatSaysNothing() {
    MlModel model = MlModel.parse("");
    assertThat(model.flavors()).isEmpty();
    assertThat(model.signature().inputs()).isEmpty();
    assertThat(model.created()).isEqualTo(Instant.EPOCH);
  }
}
