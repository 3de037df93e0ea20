package dev.hallmark.client.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetcherTest {
  private static final Map<String, byte[]> FILES = Map.of(
      "MLmodel", "flavors:\n  onnx: {}\nrun_id: r1\n".getBytes(UTF_8),
      "data/weights ü+", random(),
      "data/deep/empty", new byte[0]);

  @TempDir
  private Path cache;

  private final ModelServer server = new ModelServer(FILES);

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] random() {
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private ModelFetcher fetcher() {
    return ModelFetcher.of(server.client()).cache(cache, Long.MAX_VALUE).parallel(3);
  }

  private FetchedModel fetch() {
    return fetcher().fetch("models:/fraud@champion");
  }

  private static void assertWhole(FetchedModel model) {
    FILES.forEach((name, bytes) -> {
      Path file = model.folder().resolve(name);
      assertThat(file).hasBinaryContent(bytes);
      assertThat(permissions(file)).doesNotContain("w");
    });
    assertThat(model.files()).hasSize(FILES.size());
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ThrowableAssertAlternative<HallmarkException> assertRefused(
      String code, String uri, ModelFetcher with) {
    return assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> with.fetch(uri))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void model_comesWhole_withItsDigestAndItsOwnDescription() {
    try (FetchedModel model = fetch()) {
      assertWhole(model);
      assertThat(model.name()).isEqualTo("fraud");
      assertThat(model.version()).isEqualTo(7);
      assertThat(model.digest()).isEqualTo(server.digest());
      assertThat(model.isSealed()).isTrue();
      assertThat(model.isOffline()).isFalse();
      assertThat(model.mlModel().flavors()).containsOnlyKeys("onnx");
    }
  }

  @Test
  void everyReference_isResolved_andFetchedOnce() {
    for (String uri : List.of("/7", "@champion", "/latest", "/Production", "/production")) {
      try (FetchedModel model = fetcher().fetch("models:/fraud" + uri)) {
        assertThat(model.version()).isEqualTo(7);
      }
    }
    assertThat(server.downloads()).isEqualTo(3);
  }

  @Test
  void progress_beginsAtNothing_andEndsWithAll() {
    List<Progress> told = new CopyOnWriteArrayList<>();
    fetcher().progress(told::add).fetch("models:/fraud/7").close();
    Progress last = told.get(told.size() - 1);
    assertThat(told.get(0).bytes()).isZero();
    assertThat(last.isDone()).isTrue();
    assertThat(last.bytes())
        .isEqualTo(last.total())
        .isEqualTo(200_000 + FILES.get("MLmodel").length);
  }

  @Test
  void brokenConnections_doNotMatter() {
    server.breaks.set(2);
    try (FetchedModel model = fetch()) {
      assertWhole(model);
    }
    assertThat(server.downloads()).isGreaterThan(3);
  }

  @Test
  void flippedByteOnTheWire_isFetchedAgain_evenWhereOnlyTheSealTells() {
    server.promises = false;
    server.flips.set(1);
    try (FetchedModel model = fetch()) {
      assertWhole(model);
    }
  }

  @Test
  void flippedBytesAgainAndAgain_areAnError_andNothingIsKept() throws Exception {
    server.flips.set(1000);
    assertRefused(HallmarkException.DIGEST_MISMATCH, "models:/fraud/7", fetcher());
    server.promises = false;
    assertRefused(HallmarkException.DIGEST_MISMATCH, "models:/fraud/7", fetcher());
    assertThat(cache.resolve("trees")).isEmptyDirectory();
    assertThat(cache.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void flippedByteInTheCache_isFetchedAgain() throws Exception {
    Path weights;
    try (FetchedModel model = fetch()) {
      weights = model.folder().resolve("data/weights ü+");
    }
    assertThat(weights.toFile().setWritable(true)).isTrue();
    byte[] bytes = Files.readAllBytes(weights);
    bytes[7] ^= 1;
    Files.write(weights, bytes);
    try (FetchedModel model = fetch()) {
      assertWhole(model);
    }
    assertThat(server.downloads()).isEqualTo(6);
  }

  @Test
  void fileTooManyInTheCache_isFoundToo() throws Exception {
    FetchedModel model = fetch();
    Files.writeString(model.folder().resolve("data/sitecustomize.py"), "import os");
    model.close();
    try (FetchedModel again = fetch()) {
      assertWhole(again);
      assertThat(again.folder().resolve("data/sitecustomize.py")).doesNotExist();
    }
  }

  @Test
  void versionThatIsNotSealed_saysSo_andIsKeptUntilItIsMadeAnew() {
    server.seals = false;
    server.promises = false;
    try (FetchedModel model = fetch()) {
      assertWhole(model);
      assertThat(model.isSealed()).isFalse();
      assertThat(model.digest()).isEqualTo(server.digest());
    }
    fetch().close();
    assertThat(server.downloads()).isEqualTo(3);
    server.created = 2000;
    fetch().close();
    assertThat(server.downloads()).isEqualTo(6);
  }

  @Test
  void versionThatIsNotReady_isRefused() {
    server.status = "PENDING_REGISTRATION";
    assertRefused(HallmarkException.UNUSABLE, "models:/fraud/7", fetcher())
        .withMessageContaining("PENDING_REGISTRATION");
  }

  @Test
  void use_isLeftOnTheVersion() {
    try (FetchedModel model = fetch()) {
      assertThat(fetcher().recordUse(model, "nightly")).isTrue();
    }
    assertThat(server.asked).contains("POST /api/2.0/mlflow/model-versions/set-tag");
  }

  @Test
  void modelWithoutFiles_isRefused() {
    try (ModelServer empty = new ModelServer(Map.of())) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(
              () -> ModelFetcher.of(empty.client()).cache(cache, 1).fetch("models:/fraud/7"))
          .satisfies(e -> assertThat(e.isNotFound()).isTrue());
    }
  }
}
