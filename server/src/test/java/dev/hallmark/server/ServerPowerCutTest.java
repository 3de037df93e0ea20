package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.PowerCut;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power cuts over the tables that the server has, written by the services that write them. */
class ServerPowerCutTest {
  private static final int CUTS = Integer.getInteger("hallmark.cuts", 50);
  private static final long SEED = Long.getLong("hallmark.seed", System.nanoTime());

  @TempDir
  Path folder;

  @TempDir
  Path artifacts;

  @Test
  void noCutLosesAnAcknowledgedChangeOrPartsItFromItsAuditEntry() throws Exception {
    PowerCut power = new PowerCut(folder, new ServerWorkload(artifacts), SEED);
    power.run(CUTS);
    assertThat(power.caught()).as("cuts that hit unforced writes").isGreaterThan(CUTS / 4);
  }
}
