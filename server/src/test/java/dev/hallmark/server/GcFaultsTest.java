package dev.hallmark.server;

import static dev.hallmark.server.GcServices.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.artifacts.s3.FaultyService;
import dev.hallmark.server.artifacts.s3.FaultyService.Fault;
import dev.hallmark.server.artifacts.s3.S3Bucket;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.TestDatabase;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.RunInfo;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A garbage collection in a bucket whose service fails. */
class GcFaultsTest {
  private static final ExperimentId DEFAULT = new ExperimentId(0);
  /** More than the attempts of a request. */
  private static final int TIMES = 5;

  private static final int MOST_REQUESTS = 200;

  /** Each kind of fault comes at every second request, and each request has two kinds. */
  private static final int STRIDE = 2;

  private S3Bucket bucket;
  private FaultyService service;
  private GcServices server;
  private RunInfo kept;
  private ModelVersion version;

  @BeforeEach
  void open() throws Exception {
    bucket = new S3Bucket(S3Server.shared());
    service = new FaultyService(S3Server.shared().port());
    server = new GcServices(
        TestDatabase.H2.fresh(),
        bucket.store(service),
        new MutableClock(System.currentTimeMillis()),
        GcCase.MANUAL);
    server.model("fraud");
    kept = server.run(DEFAULT, "kept");
    version = server.version("fraud", kept, "model");
    server.runner.runDue();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    service.close();
    bucket.close();
  }

  /** One object of each kind. */
  private void addGarbage() {
    RunInfo source = server.run(DEFAULT, "kept"); // with the same seal as the version that is kept
    RunInfo other = server.run(DEFAULT, "other");
    server.deleteVersion(server.version("fraud", source, "model"));
    server.deleteVersion(server.version("fraud", other, "model"));
    server.tracking.runs().delete(ANN, source.id());
    server.tracking.runs().delete(ANN, other.id());
    server.tracking.loggedModels().delete(ANN, server.loggedModel(DEFAULT, "tree"));
    ExperimentId experiment = server.experiment("churn " + server.clock.millis());
    server.run(experiment, "flavors");
    server.tracking.experiments().delete(ANN, experiment);
    server.runner.runDue();
    bucket.put("versions/1/9999.json", "no version");
    bucket.put(".tmp/half", "half a file");
    bucket.begin("0/run/artifacts/model.bin");
    server.later();
  }

  private Set<String> everything() {
    return new TreeSet<>(bucket.everything());
  }

  private void assertKept() {
    assertThat(server.isIntact(version)).isTrue();
    assertThat(server.existsUri(kept.artifactUri() + "/model/MLmodel")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"INTERNAL_ERROR", "SLOW_DOWN", "LOST_REQUEST", "LOST_RESPONSE"})
  void faultAtAnyRequest_isRepeatedAndCostsNoFileThatIsNeeded(Fault fault) {
    final Set<String> expected = everything();
    boolean spoiled = true;
    for (int number = 1 + fault.ordinal() % STRIDE; spoiled; number += STRIDE) {
      assertThat(number).isLessThan(MOST_REQUESTS);
      addGarbage();
      service.spoil(fault, number, TIMES);
      GcRun done = server.collect(false);
      spoiled = service.spoiled();
      service.heal();
      assertThat(done.state()).as("%s at %s", fault, number).isEqualTo(GcRun.State.DONE);
      assertKept();
      server.collect(false);
      assertThat(everything()).as("%s at %s", fault, number).isEqualTo(expected);
      assertThat(server.count("run")).isEqualTo(1);
      assertThat(server.count("seal")).isEqualTo(1);
      if (!spoiled) {
        assertThat(number).isGreaterThan(15);
        assertThat(done.totals())
            .extracting(each -> each.kind() + " " + each.outcome() + " " + each.objects())
            .containsExactlyInAnyOrder(
                "RUN FREED 3",
                "LOGGED_MODEL FREED 1",
                "EXPERIMENT FREED 1",
                "SEAL FREED 1",
                "VERSION_RECORD FREED 1",
                "TEMPORARY_FILE FREED 1",
                "UPLOAD FREED 1");
      }
    }
  }

  @Test
  void serviceThatStaysAway_endsTheRunWithTheReason() {
    addGarbage();
    service.spoil(Fault.INTERNAL_ERROR, 1, 1_000_000);
    long id = server.collection.start(ANN, false, GcServices.GRACE).id();
    for (int i = 0; i < 20; i++) { // the delays between attempts grow to ten minutes
      server.runner.runDue();
      server.clock.advance(Duration.ofMinutes(10));
    }
    GcRun failed = server.collection.get(ANN, id);
    service.heal();
    assertThat(failed.state()).isEqualTo(GcRun.State.FAILED);
    assertThat(failed.error())
        .isEqualTo("it failed 10 times: the storage was unavailable when it processed objects of"
            + " the kind 'run'; the log of the server has the cause");
    assertThat(failed.totals()).isEmpty();
    assertKept();
    assertThat(server.collect(false).state()).isEqualTo(GcRun.State.DONE);
    assertThat(server.count("run")).isEqualTo(1);
  }

  /** A step that fails is repeated as a whole. */
  @Test
  void plan_countsNothingTwice() {
    addGarbage();
    GcRun plan = server.collect(true);
    for (int number = 1; number < 12; number++) {
      service.spoil(Fault.INTERNAL_ERROR, number, TIMES);
      GcRun again = server.collect(true);
      service.heal();
      assertThat(again.totals()).isEqualTo(plan.totals());
      assertThat(again.listed()).isEqualTo(plan.listed());
    }
    assertThat(plan.totals()).extracting("outcome").containsOnly(Outcome.FREED);
    assertThat(plan.totals()).extracting("kind").contains(GarbageKind.UPLOAD);
    assertThat(server.store.stat(ArtifactPath.of(".tmp/half"))).isPresent();
  }
}
