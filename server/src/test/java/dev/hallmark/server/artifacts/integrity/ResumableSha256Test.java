package dev.hallmark.server.artifacts.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.Sha256;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compared with the JDK's implementation. */
class ResumableSha256Test {
  private final Random random = new Random(7);

  @Test
  void digest_isThatOfTheJdkForEveryLengthAroundABlock() {
    for (int length = 0; length < 300; length++) {
      byte[] bytes = bytes(length);
      assertThat(new ResumableSha256().update(bytes, 0, length).digest())
          .as("%d bytes", length)
          .isEqualTo(Sha256.hex(bytes));
    }
  }

  @Test
  void digest_doesNotDependOnThePieces() {
    byte[] bytes = bytes(100_000);
    ResumableSha256 hash = new ResumableSha256();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(700));
      hash.update(bytes, at, length);
      at += length;
    }
    assertThat(hash.digest()).isEqualTo(Sha256.hex(bytes));
  }

  @Test
  void hash_canBeContinuedFromItsState() {
    byte[] bytes = bytes(64 * 1000 + 17);
    for (int blocks : new int[] {0, 1, 2, 63, 999, 1000}) {
      int position = blocks * ResumableSha256.BLOCK;
      String state = new ResumableSha256().update(bytes, 0, position).state();
      byte[] rest = Arrays.copyOfRange(bytes, position, bytes.length);
      assertThat(
              new ResumableSha256(position, state).update(rest, 0, rest.length).digest())
          .isEqualTo(Sha256.hex(bytes));
    }
  }

  @Test
  void state_isRefusedInTheMiddleOfABlock() {
    assertThatThrownBy(() -> new ResumableSha256().update(new byte[65], 0, 65).state())
        .isInstanceOf(IllegalStateException.class);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
