package dev.hallmark.compat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.batch.FetchedModel;
import dev.hallmark.client.batch.ModelFetcher;
import dev.hallmark.compat.client.FaultyProxy.Fault;
import dev.hallmark.compat.process.HallmarkProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fetch a model from the packaged server while everything between and behind them goes wrong. */
@Timeout(180)
class FetchFaultsTest {
  private static final int SIZE = 6 << 20;

  @TempDir
  private static Path folder;

  private static HallmarkProcess server;
  private static String digest;

  @TempDir
  private Path cache;

  @BeforeAll
  static void register() throws IOException {
    server = HallmarkProcess.start(folder.resolve("data"));
    HallmarkClient client = new HallmarkClient(URI.create(server.uri()));
    digest = Registered.champion(client, "fraud", Registered.noise(folder.resolve("model"), SIZE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ModelFetcher fetcher(URI uri) {
    HallmarkClient client =
        HallmarkClient.builder().trackingUri(uri).timeout(Duration.ofSeconds(2)).build();
    return ModelFetcher.of(client).cache(cache, Long.MAX_VALUE);
  }

  private void assertFetched(ModelFetcher fetcher) {
    try (FetchedModel model = fetcher.fetch(Registered.CHAMPION)) {
      assertThat(model.isSealed()).isTrue();
      assertThat(model.digest()).isEqualTo(digest);
      assertThat(model.folder().resolve("weights.bin"))
          .hasSameBinaryContentAs(folder.resolve("model/weights.bin"));
    }
  }

  private static void assertRefused(ModelFetcher fetcher, String code, String words) {
    assertRefused(fetcher, Registered.CHAMPION, code, words);
  }

  private static void assertRefused(ModelFetcher fetcher, String uri, String code, String words) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> fetcher.fetch(uri))
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void serverThatIsKilledAndRestarted_goesOnWhereItWas() throws Exception {
    List<Long> told = new CopyOnWriteArrayList<>();
    try (FaultyProxy slow = FaultyProxy.slow(server.port(), Duration.ofMillis(20))) {
      assertFetched(fetcher(slow.uri()).progress(now -> {
        boolean isEarlier = told.isEmpty() || told.get(told.size() - 1) < SIZE / 4;
        told.add(now.bytes());
        if (isEarlier && now.bytes() >= SIZE / 4) {
          restart();
        }
      }));
      assertThat(told)
          .isSorted()
          .anySatisfy(bytes -> assertThat(bytes).isBetween(SIZE / 4L, SIZE - 1L));
      assertThat(slow.passed()).isLessThan(SIZE * 3L / 2);
    }
  }

  private static void restart() {
    int port = server.port();
    server.kill();
    server = HallmarkProcess.serve(folder.resolve("data"), List.of("--port", String.valueOf(port)));
  }

  @Test
  void flippedByteOnTheWire_isFetchedAgain() throws Exception {
    try (FaultyProxy flipping = new FaultyProxy(server.port(), Fault.FLIPPED_BYTE, 1)) {
      assertFetched(fetcher(flipping.uri()));
      assertThat(flipping.left()).isZero();
      assertThat(flipping.passed()).isGreaterThan(2L * SIZE);
    }
  }

  @Test
  void flippedBytesForEver_areAClearError_afterOneMoreTry() throws Exception {
    try (FaultyProxy flipping = new FaultyProxy(server.port(), Fault.FLIPPED_BYTE, 1000)) {
      assertRefused(
          fetcher(flipping.uri()), HallmarkException.DIGEST_MISMATCH, "weights.bin arrived twice");
      assertThat(flipping.passed()).isBetween(2L * SIZE, 3L * SIZE);
    }
    try (Stream<Path> kept = Files.list(cache.resolve("trees"))) {
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void flippedByteOnTheServersDisk_isFound() throws Exception {
    HallmarkClient client = new HallmarkClient(URI.create(server.uri()));
    Path other = Registered.noise(folder.resolve("other"), SIZE / 2);
    String seal = Registered.champion(client, "damaged", other);
    flip(folder.resolve("data/artifacts/seals").resolve(seal).resolve("files/weights.bin"));
    assertRefused(
        fetcher(client.trackingUri()),
        "models:/damaged@champion",
        "RESOURCE_CONFLICT",
        "weights.bin' are damaged");
  }

  @Test
  void flippedByteInTheCache_isFetchedAgain_orAClearErrorWithoutAServer() throws Exception {
    ModelFetcher fetcher = fetcher(URI.create(server.uri()));
    assertFetched(fetcher);
    Path kept = cache.resolve("trees").resolve(digest).resolve("files/weights.bin");
    flip(kept);
    assertRefused(
        fetcher.offline(Duration.ofDays(1)), HallmarkException.OFFLINE, "is not whole in");
    assertFetched(fetcher);
    assertFetched(fetcher.offline(Duration.ofDays(1)));
  }

  private static void flip(Path file) throws IOException {
    assertThat(file.toFile().setWritable(true)).isTrue();
    byte[] bytes = Files.readAllBytes(file);
    bytes[SIZE / 3] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void connectionsThatAreReset_doNotMatter() throws Exception {
    try (FaultyProxy resetting = new FaultyProxy(server.port(), Fault.RESET, 4)) {
      assertFetched(fetcher(resetting.uri()));
      assertThat(resetting.left()).isZero();
    }
  }

  @Test
  void connectionsThatStall_areGivenUp_andMadeAnew() throws Exception {
    try (FaultyProxy stalling = new FaultyProxy(server.port(), Fault.STALL, 2)) {
      assertFetched(fetcher(stalling.uri()));
      assertThat(stalling.left()).isZero();
    }
  }

  /** It takes longer than the timeout, which is about silence only. */
  @Test
  void slowServer_isWaitedFor() throws Exception {
    try (FaultyProxy slow = FaultyProxy.slow(server.port(), Duration.ofMillis(40))) {
      assertFetched(fetcher(slow.uri()));
    }
  }

  @Test
  void jobsThatFillOneCacheAtOnce_fetchOnce() throws Exception {
    try (FaultyProxy slow = FaultyProxy.slow(server.port(), Duration.ofMillis(10))) {
      FetchJob one = FetchJob.start(slow.uri(), cache);
      FetchJob other = FetchJob.start(slow.uri(), cache);
      assertThat(one.digest()).isEqualTo(digest);
      assertThat(other.digest()).isEqualTo(digest);
      assertThat(slow.passed()).isBetween((long) SIZE, SIZE * 3L / 2);
    }
  }
}
