package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.s3.FaultyService.Fault;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.sealing.SourceSealing;
import dev.hallmark.server.artifacts.sealing.UnsealableSourceException;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.PathsOfNobody;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.VersionsOfNobody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A bucket that clients write to, of a service that fails or changes while the server seals what lies there. */
class DirectRootFaultsTest {
  private static final String WEIGHTS = "weights ".repeat(100_000);
  private static final int FOR_GOOD = 1_000;

  private S3Bucket bucket;
  private Database database;
  private S3Store store;
  private SourceSealing sealing;

  @BeforeEach
  void open() {
    bucket = new S3Bucket(S3Server.shared());
    database = Database.memory();
    Writes writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    ServiceContext context = new ServiceContext(
        database.jdbi(), writes, new Access(TestCallers.POLICY), Clock.systemUTC());
    store = bucket.store("own");
    Artifacts artifacts = new Artifacts(
        context, store, new PathsOfNobody(), (caller, path) -> true, new VersionsOfNobody());
    sealing = new SourceSealing(store, artifacts.seals());
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
    bucket.close();
  }

  private S3Root root(String endpoint) {
    return S3Root.open(
        new S3Settings(bucket.name, "clients", endpoint, "", true, ""), S3Bucket.CREDENTIALS);
  }

  private S3Root root() {
    return root(S3Server.shared().endpoint().toString());
  }

  private DirectFolder folder(S3Root root, String path) {
    return new DirectRoots(List.of(root))
        .find("s3://" + bucket.name + "/clients/" + path)
        .orElseThrow();
  }

  private void model(String folder) {
    bucket.put("clients/" + folder + "/MLmodel", "flavors of " + folder);
    bucket.put("clients/" + folder + "/data/model.pkl", WEIGHTS);
    bucket.put("clients/" + folder + "/empty", "");
  }

  private String read(Seal seal, String file) throws IOException {
    try (OpenFile open = store.open(seal.location().child(file)).orElseThrow();
        InputStream in = open.from(0)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void faultAtAnyRequest_neverSealsOtherBytes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      List<Future<Integer>> cases = new ArrayList<>();
      for (Fault fault : Fault.values()) {
        cases.add(threads.submit(() -> torture(fault, 1)));
        if (fault != Fault.LATENCY) {
          cases.add(threads.submit(() -> torture(fault, FOR_GOOD)));
        }
      }
      for (Future<Integer> each : cases) {
        assertThat(each.get()).isGreaterThanOrEqualTo(4); // two lists, two files that are not empty
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns how many requests a sealing takes. */
  private int torture(Fault fault, int times) throws IOException {
    for (int number = 1; number < 20; number++) {
      String folder = fault + "-" + times + "-" + number;
      model(folder);
      try (FaultyService service = new FaultyService(S3Server.shared().port());
          S3Root root = root(service.uri().toString())) {
        service.spoil(fault, number, times);
        boolean sealed = isSealed(folder(root, folder), folder);
        if (!service.spoiled()) {
          assertThat(sealed).isTrue();
          return number - 1;
        }
        if (times == 1) {
          assertThat(sealed).as("%s at request %s", fault, number).isTrue();
        } else {
          assertThat(sealed).as("%s from request %s", fault, number).isFalse();
        }
      }
    }
    throw new AssertionError("more requests than expected");
  }

  private boolean isSealed(DirectFolder source, String name) throws IOException {
    try {
      Seal seal = sealing.seal(source, state -> {});
      assertThat(seal.files()).isEqualTo(3);
      assertThat(read(seal, "MLmodel")).isEqualTo("flavors of " + name);
      assertThat(read(seal, "data/model.pkl")).isEqualTo(WEIGHTS);
      return true;
    } catch (RegistryException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      return false;
    }
  }

  @Test
  void sourceThatChangesOnce_isCopiedAgain() throws IOException {
    model("m");
    AtomicBoolean changed = new AtomicBoolean();
    try (S3Root root = root()) {
      Seal seal = sealing.seal(folder(root, "m"), state -> {
        if (state.files() == 1 && changed.compareAndSet(false, true)) {
          bucket.put("clients/m/MLmodel", "other flavors");
        }
      });
      assertThat(read(seal, "MLmodel")).isEqualTo("other flavors");
    }
    assertThat(bucket.everything()).noneMatch(key -> key.startsWith("own/.tmp/seal-"));
  }

  @Test
  void sourceThatKeepsChanging_isNotSealed() {
    model("m");
    int[] number = new int[1];
    try (S3Root root = root()) {
      assertThatThrownBy(() -> sealing.seal(folder(root, "m"), state -> {
            if (state.files() == 1) {
              bucket.put("clients/m/MLmodel", "flavors " + number[0]++);
            }
          }))
          .isInstanceOf(UnsealableSourceException.class)
          .hasMessage("the files keep changing while they are copied");
    }
    assertThat(bucket.everything()).noneMatch(key -> key.startsWith("own/seals"));
  }

  @Test
  void cancelledSealing_leavesNothing() {
    model("m");
    try (S3Root root = root()) {
      assertThatThrownBy(() -> sealing.seal(folder(root, "m"), state -> {
            if (state.files() == 2) {
              throw new IllegalStateException("cancelled");
            }
          }))
          .hasMessage("cancelled");
    }
    assertThat(bucket.everything()).noneMatch(key -> key.startsWith("own/seals"));
    assertThat(bucket.everything()).noneMatch(key -> key.startsWith("own/.tmp/seal-"));
  }

  @Test
  void emptyPrefix_hasNoFiles() {
    model("m");
    try (S3Root root = root()) {
      assertThatThrownBy(() -> sealing.seal(folder(root, "nothing"), state -> {}))
          .isInstanceOf(UnsealableSourceException.class)
          .hasMessageStartingWith("there are no files in ");
      assertThat(root.list(ArtifactPath.ROOT)).hasSize(1);
    }
  }

  @Test
  void missingBucket_isWaitedFor() {
    model("m");
    try (S3Root root = root()) {
      bucket.deleteAll();
      assertThatThrownBy(() -> sealing.seal(folder(root, "m"), state -> {}))
          .extracting("kind", "reason", "value", "facts")
          .containsExactly(
              ErrorKind.UNAVAILABLE,
              Reason.ROOT_MISSING,
              "s3://" + bucket.name + "/clients",
              List.of("the bucket " + bucket.name + " does not exist"));
    }
  }

  @Test
  void wrongCredentials_areRefusedAtTheStart() {
    StaticCredentialsProvider wrong =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.ACCESS_KEY, "wrong"));
    assertThatThrownBy(() -> S3Root.open(
            new S3Settings(
                bucket.name, "clients", S3Server.shared().endpoint().toString(), "", true, ""),
            wrong))
        .hasMessageContaining("s3://" + bucket.name + "/clients")
        .hasMessageContaining("secret key");
  }
}
