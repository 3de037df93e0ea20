package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.PowerCut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power cuts over the tables that the server has, written by the services that write them. */
class ServerPowerCutTest {
  private static final int CUTS = Integer.getInteger("hallmark.cuts", 50);
  /** Enough cuts for one database: each is looked at whole, and lives in memory as the disk under it. */
  private static final int CUTS_PER_DATABASE = 50;

  private static final long SEED = Long.getLong("hallmark.seed", System.nanoTime());

  @TempDir
  Path folder;

  @TempDir
  Path artifacts;

  @Test
  void noCutLosesAnAcknowledgedChangeOrPartsItFromItsAuditEntryOrItsRecordedResponse()
      throws Exception {
    int caught = 0;
    for (int done = 0; done < CUTS; done += CUTS_PER_DATABASE) {
      caught += cut(done / CUTS_PER_DATABASE, Math.min(CUTS_PER_DATABASE, CUTS - done));
    }
    assertThat(caught).as("cuts that hit unflushed writes").isGreaterThan(CUTS / 4);
  }

  private int cut(int number, int cuts) throws IOException {
    String name = String.valueOf(number);
    Path files = Files.createDirectory(folder.resolve(name));
    PowerCut power =
        new PowerCut(files, new ServerWorkload(artifacts.resolve(name)), SEED + number);
    power.run(cuts);
    FileUtils.deleteDirectory(files.toFile());
    return power.caught();
  }
}
