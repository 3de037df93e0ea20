package dev.hallmark.client.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processes share: the folder, its limit, and what is known without a server. */
class ModelCacheTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir
  private Path cache;

  /** A model of this content, of 100,000 bytes. */
  private static ModelServer server(String content) {
    byte[] bytes = content.repeat(100_000).getBytes(StandardCharsets.UTF_8);
    return new ModelServer(Map.of("model", bytes));
  }

  private ModelFetcher fetcher(ModelServer server, long limit) {
    return ModelFetcher.of(server.client()).cache(cache, limit);
  }

  private List<String> trees() throws IOException {
    try (var trees = Files.list(cache.resolve("trees"))) {
      return trees.map(tree -> tree.getFileName().toString()).toList();
    }
  }

  @Test
  void processes_thatFillOneCacheAtOnce_downloadOnce() throws Exception {
    try (ModelServer server = server("a")) {
      List<Process> jobs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        jobs.add(FetchMain.start(server.uri(), cache));
      }
      for (Process job : jobs) {
        String said = new String(job.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(job.waitFor()).isZero();
        assertThat(said.strip()).isEqualTo(server.digest());
      }
      assertThat(server.downloads()).isEqualTo(1);
    }
  }

  @Test
  void threads_thatFillOneCacheAtOnce_downloadOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
      List<Future<FetchedModel>> models = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        models.add(threads.submit(() -> fetcher.fetch("models:/fraud/7")));
      }
      for (Future<FetchedModel> model : models) {
        model.get().close();
      }
      assertThat(server.downloads()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void room_isMadeByRemovingWhatWasUsedLongestAgo() throws Exception {
    try (ModelServer a = server("a");
        ModelServer b = server("b");
        ModelServer c = server("c")) {
      fetcher(a, 250_000).fetch("models:/fraud/7").close();
      Thread.sleep(20);
      fetcher(b, 250_000).fetch("models:/fraud/7").close();
      Thread.sleep(20);
      fetcher(a, 250_000).fetch("models:/fraud/7").close();
      Thread.sleep(20);
      fetcher(c, 250_000).fetch("models:/fraud/7").close();
      assertThat(trees()).containsExactlyInAnyOrder(a.digest(), c.digest());
    }
  }

  @Test
  void modelInUse_isNotRemoved_byAnotherProcessEither() throws Exception {
    try (ModelServer a = server("a");
        ModelServer b = server("b");
        ModelServer c = server("c")) {
      FetchedModel used = fetcher(a, 1).fetch("models:/fraud/7");
      fetcher(b, 1).fetch("models:/fraud/7").close();
      Process job = FetchMain.start(c.uri(), cache, "-Dlimit=1");
      assertThat(job.waitFor()).isZero();
      assertThat(used.folder().resolve("model")).exists();
      assertThat(trees()).containsExactlyInAnyOrder(a.digest(), c.digest());
      used.close();
      used.close();
      fetcher(b, 1).fetch("models:/fraud/7").close();
      assertThat(trees()).doesNotContain(a.digest());
    }
  }

  @Test
  void offline_givesWhatTheServerSaidLast_andHowLongAgo() {
    ModelServer server = server("a");
    fetcher(server, Long.MAX_VALUE).fetch("models:/fraud@champion").close();
    int asked = server.asked.size();
    try (FetchedModel model =
        fetcher(server, Long.MAX_VALUE).offline(DAY).fetch("models:/fraud@champion")) {
      assertThat(model.isOffline()).isTrue();
      assertThat(model.version()).isEqualTo(7);
      assertThat(model.runId()).isEqualTo("r1");
      assertThat(model.age()).isBetween(Duration.ZERO, DAY);
    }
    assertThat(server.asked).hasSize(asked);
    server.close();
  }

  @Test
  void offline_refusesWhatIsTooOldOrUnknown() {
    try (ModelServer server = server("a")) {
      ModelFetcher online = fetcher(server, Long.MAX_VALUE);
      online.fetch("models:/fraud@champion").close();
      assertOffline(online.offline(Duration.ofNanos(1)), "models:/fraud@champion", "more than");
      assertOffline(online.offline(DAY), "models:/fraud/8", "never fetched");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"@champion", "/latest", "/Production"})
  void offline_knowsTheExactVersion_thatAnotherUriMeant(String reference) {
    try (ModelServer server = server("a")) {
      ModelFetcher online = fetcher(server, Long.MAX_VALUE);
      FetchedModel fetched = online.fetch("models:/fraud" + reference);
      fetched.close();
      try (FetchedModel model = online.offline(DAY).fetch("models:/fraud/7")) {
        assertThat(model.version()).isEqualTo(7);
        assertThat(model.digest()).isEqualTo(server.digest());
        assertThat(model.resolvedAt()).isEqualTo(fetched.resolvedAt());
      }
      assertOffline(online.offline(Duration.ofNanos(1)), "models:/fraud/7", "more than");
    }
  }

  @Test
  void offline_doesNotKnowWhatMayMove_fromTheExactVersion() {
    try (ModelServer server = server("a")) {
      ModelFetcher online = fetcher(server, Long.MAX_VALUE);
      online.fetch("models:/fraud/7").close();
      for (String reference : List.of("@champion", "/latest", "/Production")) {
        assertOffline(online.offline(DAY), "models:/fraud" + reference, "never fetched");
      }
    }
  }

  @Test
  void offline_doesNotKnowTheExactVersion_ofAnotherServerOrWorkspaceOrModel() {
    try (ModelServer server = server("a");
        ModelServer other = server("a")) {
      fetcher(server, Long.MAX_VALUE).fetch("models:/fraud@champion").close();
      HallmarkClient team =
          HallmarkClient.builder().trackingUri(server.uri()).workspace("team").build();
      assertOffline(fetcher(other, 1).offline(DAY), "models:/fraud/7", "never fetched");
      assertOffline(
          ModelFetcher.of(team).cache(cache, 1).offline(DAY), "models:/fraud/7", "never fetched");
      assertOffline(fetcher(server, 1).offline(DAY), "models:/other/7", "never fetched");
    }
  }

  @Test
  void whatTheServerSaidBeforeALongDownload_doesNotReplaceWhatItSaidSince() throws Exception {
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
      fetcher.fetch("models:/fraud@champion").close();
      Resolved said = record();
      Records records = new Records(cache);
      records.putUnlessOlder("uri", at(said, said.at()));
      records.putUnlessOlder("uri", at(said, said.at().minusSeconds(60)));
      assertThat(records.find("uri")).map(Resolved::at).contains(said.at());
      records.put("uri", at(said, said.at().plus(DAY)));
      records.putUnlessOlder("uri", said);
      assertThat(records.find("uri"))
          .as("a clock that was wrong")
          .map(Resolved::at)
          .contains(said.at());
    }
  }

  private Resolved record() throws IOException {
    try (var records = Files.list(cache.resolve("records"))) {
      return Resolved.read(records.findFirst().orElseThrow());
    }
  }

  private static Resolved at(Resolved said, Instant at) {
    return new Resolved(
        said.name(),
        said.version(),
        said.created(),
        said.runId(),
        said.location(),
        said.digest(),
        said.isSealed(),
        at);
  }

  @Test
  void useOfAModelThatCameOffline_isNotRecorded() {
    try (ModelServer server = server("a")) {
      ModelFetcher online = fetcher(server, Long.MAX_VALUE);
      online.fetch("models:/fraud@champion").close();
      int asked = server.asked.size();
      try (FetchedModel model = online.offline(DAY).fetch("models:/fraud@champion")) {
        assertThat(online.recordUse(model, "nightly")).isFalse();
      }
      assertThat(server.asked).hasSize(asked);
    }
  }

  @Test
  void damagedRecords_countAsAbsent() throws Exception {
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
      fetcher.fetch("models:/fraud@champion").close();
      try (var records = Files.list(cache.resolve("records"))) {
        for (Path each : records.toList()) {
          Files.writeString(each, "version=seven");
        }
      }
      assertOffline(fetcher.offline(DAY), "models:/fraud@champion", "never fetched");
      fetcher.fetch("models:/fraud@champion").close();
      fetcher.offline(DAY).fetch("models:/fraud@champion").close();
    }
  }

  @Test
  void manifestThatIsDamagedOrGone_isMadeAnew() throws Exception {
    try (ModelServer server = server("a")) {
      Path manifest = cache.resolve("trees").resolve(server.digest()).resolve("manifest");
      ModelFetcher fetcher = fetcher(server, 1);
      fetcher.fetch("models:/fraud/7").close();
      String whole = Files.readString(manifest);
      Files.write(manifest, new byte[] {(byte) 0xff});
      fetcher.fetch("models:/fraud/7").close();
      assertThat(manifest).hasContent(whole);
      Files.delete(manifest);
      fetcher.fetch("models:/fraud/7").close();
      assertThat(manifest).hasContent(whole);
      assertThat(server.downloads()).isEqualTo(3);
    }
  }

  private static void assertOffline(ModelFetcher fetcher, String uri, String why) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> fetcher.fetch(uri))
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.OFFLINE));
  }

  @Test
  void serverThatIsGone_isDoneWithout_whereThatIsAllowed() {
    ModelServer server = server("a");
    ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
    fetcher.fetch("models:/fraud@champion").close();
    server.close();
    try (FetchedModel model = fetcher.whenUnreachable(DAY).fetch("models:/fraud@champion")) {
      assertThat(model.isOffline()).isTrue();
    }
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> fetcher.fetch("models:/fraud@champion"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNREACHABLE));
  }

  @Test
  void serverThatIsBusy_isAskedTwice_whereACopyWillDo_andElseAsOftenAsTheClientSays() {
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE).whenUnreachable(DAY);
      fetcher.fetch("models:/fraud@champion").close();
      server.busy = true;
      int before = server.asked.size();
      try (FetchedModel model = fetcher.fetch("models:/fraud@champion")) {
        assertThat(model.isOffline()).isTrue();
      }
      assertThat(server.asked).hasSize(before + 2);
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> fetcher.fetch("models:/fraud/8"))
          .withMessage("OFFLINE: models:/fraud/8 was never fetched into " + cache
              + "; TEMPORARILY_UNAVAILABLE: busy")
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.OFFLINE));
      assertThat(server.asked).as("1 call and 3 retries").hasSize(before + 6);
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(
              () -> fetcher.whenUnreachable(Duration.ofNanos(1)).fetch("models:/fraud@champion"))
          .withMessageContaining("more than");
      assertThat(server.asked).as("a copy that is too old").hasSize(before + 10);
    }
  }

  @Test
  void whatAKilledProcessLeft_isClearedAway() throws Exception {
    try (ModelServer server = server("a")) {
      Path left =
          Files.createDirectories(cache.resolve("tmp").resolve(server.digest() + "-1/files"));
      Files.writeString(left.resolve("half"), "x");
      fetcher(server, Long.MAX_VALUE).fetch("models:/fraud/7").close();
      assertThat(cache.resolve("tmp")).isEmptyDirectory();
    }
  }

  private void assertNothingIsHeld(ModelServer server) throws Exception {
    assertThat(cache.resolve("tmp")).isEmptyDirectory();
    Locks locks = new Locks(cache.resolve("locks"));
    assertThat(locks.ifUnused("use-" + server.digest(), () -> null)).isTrue();
    try (var files = Files.list(cache.resolve("locks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.matches("use-.*\\..*"));
    }
  }

  private static void assertBroken(ModelFetcher fetcher) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> fetcher.fetch("models:/fraud/7"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.LOCAL_FILE));
  }

  @Test
  void modelThatCannotBePublished_isLetGo() throws Exception {
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
      Files.createDirectories(cache.resolve("trees"));
      Files.createSymbolicLink(cache.resolve("trees").resolve(server.digest()), Path.of("gone"));
      assertBroken(fetcher);
      assertNothingIsHeld(server);
    }
  }

  @Test
  void modelWhoseRecordCannotBeWritten_isLetGo() throws Exception {
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
      fetcher.fetch("models:/fraud/7").close();
      try (var records = Files.list(cache.resolve("records"))) {
        for (Path each : records.toList()) {
          Files.delete(each);
          Files.createDirectories(each.resolve("in the way"));
        }
      }
      assertBroken(fetcher);
      assertNothingIsHeld(server);
    }
  }

  @Test
  void modelIsLetGo_whereNoRoomCanBeMade() throws Exception {
    try (ModelServer server = server("a")) {
      ModelFetcher fetcher = fetcher(server, Long.MAX_VALUE);
      Files.createDirectories(cache.resolve("trees/0000/manifest"));
      assertBroken(fetcher);
      assertNothingIsHeld(server);
    }
  }

  @Test
  @Timeout(120)
  void largeModel_needsLittleMemory() throws Exception {
    byte[] bytes = new byte[100_000_000];
    try (ModelServer server = new ModelServer(Map.of("model", bytes))) {
      Process job = FetchMain.start(server.uri(), cache, "-Xmx24m");
      String said = new String(job.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(job.waitFor()).isZero();
      assertThat(said.strip()).isEqualTo(server.digest());
    }
  }
}
