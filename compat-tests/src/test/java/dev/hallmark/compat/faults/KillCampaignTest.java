package dev.hallmark.compat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.process.Clients;
import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.process.PostgresDatabase;
import dev.hallmark.compat.wire.Mlflow;
import dev.hallmark.server.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server under load, again and again on the same data, and compares what it has after each start with what it
 * acknowledged. {@code -Dhallmark.kills=100} for the long form.
 */
class KillCampaignTest {
  private static final int KILLS = Integer.getInteger("hallmark.kills", 10);
  private static final int WRITERS = 16;
  private static final int FEWEST_WRITES = 50;
  private static final int MOST_WRITES = 1_500;
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  private Path data;

  private final Random random = new Random(42);
  private final List<Ledger> ledgers = new ArrayList<>();

  private interface Start {
    HallmarkProcess server() throws IOException;
  }

  @Test
  void kill9_losesNothingThatWasAcknowledged() throws Exception {
    try (HallmarkProcess server = killOften(KILLS, () -> HallmarkProcess.start(data))) {
      awaitNoNewRecords(data.resolve("artifacts/versions"));
      server.stop();
    }
    try (StoppedDatabase database = StoppedDatabase.in(data)) {
      check(database, data.resolve("artifacts"));
    }
  }

  /** The service stores the objects as files of a folder. Only Hallmark is killed. */
  @Test
  void kill9_onPostgresAndS3_losesNothingThatWasAcknowledged() throws Exception {
    try (PostgresDatabase postgres = new PostgresDatabase(data);
        S3Server service = S3Server.create()) {
      service.start();
      String bucket = service.newBucket();
      List<String> options = new ArrayList<>(postgres.options());
      options.addAll(List.of(
          "--artifacts", "s3://" + bucket, "--s3-endpoint", service.endpoint().toString()));
      Path folder = data.resolve("hallmark");
      try (HallmarkProcess server = killOften(
              Math.max(1, KILLS / 2),
              () -> HallmarkProcess.serve(folder, options, S3Server.credentials()));
          StoppedDatabase database = new StoppedDatabase(postgres.jdbcUrl())) {
        awaitRecords(database, service.folder(bucket));
        server.stop();
        check(database, service.folder(bucket));
      }
    }
  }

  /** While the server runs nobody else can read its database. */
  private static void awaitNoNewRecords(Path folder) throws Exception {
    long last = -1;
    for (long now = records(folder); now != last; now = records(folder)) {
      last = now;
      Thread.sleep(QUIET.toMillis());
    }
  }

  private static long records(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** Another server continues the jobs of a killed one only when their lease has ended. */
  private static void awaitRecords(StoppedDatabase database, Path artifacts) throws Exception {
    long deadline = System.nanoTime() + LEASE.multipliedBy(3).toNanos();
    while (!database.records().stream().allMatch(each -> Files.exists(artifacts.resolve(each)))) {
      assertThat(System.nanoTime()).as("the records are complete").isLessThan(deadline);
      Thread.sleep(500);
    }
  }

  private HallmarkProcess killOften(int kills, Start start) throws Exception {
    HallmarkProcess server = start.server();
    try (Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel(Writer.SHARED).orFail();
    }
    for (int round = 0; round < kills; round++) {
      Ledger ledger = writeUntilKilled(server, round);
      server.close();
      server = start.server();
      ledger.check(server.port());
      ledgers.add(ledger);
    }
    for (Ledger ledger : ledgers) {
      ledger.check(server.port());
    }
    return server;
  }

  private Ledger writeUntilKilled(HallmarkProcess server, int round) throws Exception {
    Ledger ledger = new Ledger();
    Clients.Crowd<Integer> crowd = Clients.start(
        server.port(),
        WRITERS,
        (mlflow, number) -> new Writer(mlflow, ledger, round, number).writeUntilTheEnd());
    awaitWrites(ledger, random.nextInt(FEWEST_WRITES, MOST_WRITES), crowd);
    server.kill();
    int tried = crowd.join().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "kill %d: %d writes acknowledged, %d tried, %d things to check%n",
        round + 1, ledger.writes(), tried, ledger.size());
    return ledger;
  }

  /** Counts writes and not seconds: how many there are in a second depends on the machine. */
  private static void awaitWrites(Ledger ledger, int wanted, Clients.Crowd<Integer> crowd)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ledger.writes() < wanted && !crowd.anyEnded()) {
      assertThat(System.nanoTime())
          .as("%d of %d writes in a minute", ledger.writes(), wanted)
          .isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private void check(StoppedDatabase database, Path artifacts) throws Exception {
    assertThat(database.numbersOutOfOrder()).isEmpty();
    assertThat(database.revisionsOutOfOrder()).isEmpty();
    assertThat(database.missing(
            ledgers.stream().flatMap(each -> each.auditLines().stream()).toList()))
        .isEmpty();
    assertThat(database.records())
        .isNotEmpty()
        .allMatch(record -> Files.exists(artifacts.resolve(record)));
    assertThat(database.digests())
        .isNotEmpty()
        .allSatisfy(digest -> SealOnDisk.check(artifacts, digest));
  }
}
