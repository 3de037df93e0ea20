package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.PowerCut;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dhallmark.cuts=500 -Dhallmark.seed=7} for more of them, and for others. */
class PowerCutTest {
  private static final int CUTS = Integer.getInteger("hallmark.cuts", 50);
  private static final long SEED = Long.getLong("hallmark.seed", System.nanoTime());
  private static final long LARGEST_FILE = 60_000_000;

  @TempDir
  Path folder;

  @Test
  void noCutLosesAnAcknowledgedChangeOrLeavesHalfOfOne() throws Exception {
    PowerCut power = new PowerCut(folder, new ItemWorkload(), SEED);
    power.run(CUTS);
    assertThat(power.caught()).as("cuts that hit unflushed writes").isGreaterThan(CUTS / 4);
    assertThat(power.fileSize())
        .as("a file of some thousand rows, each replaced often")
        .isLessThan(LARGEST_FILE);
  }
}
