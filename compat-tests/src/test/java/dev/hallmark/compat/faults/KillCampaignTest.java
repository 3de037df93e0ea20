package dev.hallmark.compat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.process.Clients;
import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.wire.Mlflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  private Path data;

  private final Random random = new Random(42);
  private final List<Ledger> ledgers = new ArrayList<>();

  @Test
  void kill9_losesNothingThatWasAcknowledged() throws Exception {
    HallmarkProcess server = HallmarkProcess.start(data);
    try (Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel(Writer.SHARED).orFail();
    }
    for (int round = 0; round < KILLS; round++) {
      Ledger ledger = writeUntilKilled(server, round);
      server.close();
      server = HallmarkProcess.start(data);
      ledger.check(server.port());
      ledgers.add(ledger);
    }
    for (Ledger ledger : ledgers) {
      ledger.check(server.port());
    }
    server.close();
    checkWhatLiesOnDisk();
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

  private void checkWhatLiesOnDisk() throws Exception {
    try (StoppedDatabase database = new StoppedDatabase(data)) {
      assertThat(database.numbersOutOfOrder()).isEmpty();
      assertThat(database.revisionsOutOfOrder()).isEmpty();
      assertThat(database.missing(
              ledgers.stream().flatMap(each -> each.auditLines().stream()).toList()))
          .isEmpty();
      assertThat(database.records())
          .isNotEmpty()
          .allMatch(record -> Files.exists(data.resolve("artifacts/" + record)));
      assertThat(database.digests())
          .isNotEmpty()
          .allSatisfy(digest -> SealOnDisk.check(data, digest));
    }
  }
}
