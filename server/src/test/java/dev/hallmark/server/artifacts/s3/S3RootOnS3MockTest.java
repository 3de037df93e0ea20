package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.sealing.UnsealableSourceException;
import dev.hallmark.server.testkit.S3Mock;
import dev.hallmark.server.testkit.S3Service;
import org.junit.jupiter.api.Test;

/** On S3Mock. */
class S3RootOnS3MockTest extends S3RootContract {
  @Override
  S3Service service() {
    return S3Mock.shared();
  }

  /** Versitygw stores no such name. */
  @Test
  void fileWithATooLongName_failsWithTheLimit() {
    put(MODEL + "/" + "n".repeat(256), "weights");
    assertThatThrownBy(() -> seal(MODEL))
        .isInstanceOf(UnsealableSourceException.class)
        .hasMessageStartingWith("'" + MODEL + "/nnn")
        .hasMessageEndingWith("' is too long: a name in it has more than 255 bytes");
  }
}
