package dev.hallmark.server.api.connections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransferRateTest {
  private static final int PATIENCE = 30;
  private final TransferRate pace = new TransferRate();

  /** Looks for so many seconds, while so many bytes move in each; whether it was found too slow at any of these. */
  private boolean slow(int request, int seconds, long bytesEach, boolean waiting) {
    boolean slow = false;
    for (int i = 0; i < seconds; i++) {
      moved += bytesEach;
      pace.look(request, true, waiting, moved, refused);
      slow |= reading ? pace.readsTooSlowly(patience, moved) : pace.isTooSlow(patience, moved);
    }
    return slow;
  }

  private long moved;
  private int patience = PATIENCE;
  private boolean refused;
  private boolean reading;

  @Test
  void clientAtTheLeastRate_isServedForEver() {
    assertThat(slow(1, 10_000, TransferRate.LEAST_RATE, true)).isFalse();
  }

  @Test
  void clientBelowIt_isGivenUp() {
    assertThat(slow(1, PATIENCE - 1, 1, true)).isFalse();
    assertThat(slow(1, 2, 1, true)).isTrue();
  }

  @Test
  void clientThatWasFastBefore_isGivenUpOnceItStalls() {
    assertThat(slow(1, 1, 1_000_000_000, true)).isFalse();
    assertThat(slow(1, PATIENCE + 1, 0, true)).isTrue();
  }

  @Test
  void clientThatReadsWhatTheSystemHasTaken_isGivenTheTimeForIt() {
    reading = true;
    for (int i = 0; i < 10; i++) {
      assertThat(slow(1, 1, 1_400_000, true)).isFalse();
      assertThat(slow(1, 250, 0, true)).as("at 5.6 kB/s").isFalse();
    }
    assertThat(slow(1, 100, 0, true)).isTrue();
  }

  @Test
  void lineThatIsSilentForAWhile_isServed() {
    for (int i = 0; i < 100; i++) {
      assertThat(slow(1, PATIENCE - 2, 0, true)).isFalse();
      assertThat(slow(1, 1, 100_000, true)).isFalse();
    }
  }

  @Test
  void server_thatIsBusyItself_doesNotBlameItsClient() {
    assertThat(slow(1, 10_000, 0, false)).isFalse();
  }

  @Test
  void requests_areJudgedEachByItself() {
    for (int request = 1; request < 100; request++) {
      assertThat(slow(request, PATIENCE - 1, 1, true)).isFalse();
    }
  }

  @Test
  void bodyThatIsRefused_hasTheSamePatienceWhateverItsRate() {
    refused = true;
    assertThat(slow(1, PATIENCE, 1_000_000, true)).isFalse();
    assertThat(slow(1, 1, 1_000_000, true)).isTrue();
  }

  @Test
  void shortPatience_isTheSameRateOverLessTime() {
    patience = 5;
    assertThat(slow(1, 1_000, TransferRate.LEAST_RATE, true)).isFalse();
    assertThat(slow(2, 6, 1, true)).isTrue();
  }
}
