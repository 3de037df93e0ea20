package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectRootContract;
import dev.hallmark.server.artifacts.sealing.UnsealableSourceException;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.testkit.S3Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Below a prefix of a bucket. */
abstract class S3RootContract extends DirectRootContract {
  private static final String PREFIX = "team/mlflow";

  private S3Bucket bucket;

  abstract S3Service service();

  @Override
  protected DirectRoot newRoot() {
    bucket = new S3Bucket(service());
    return S3Root.open(bucket.settings(PREFIX), S3Bucket.CREDENTIALS);
  }

  @Test
  void sourceWithATooLongKey_failsWithTheLimit() {
    ArtifactPath path = MODEL.child(("a".repeat(200) + "/").repeat(5) + "b");
    assertThatThrownBy(() -> seal(path))
        .isInstanceOf(UnsealableSourceException.class)
        .hasMessageStartingWith("'" + MODEL + "/aaa")
        .hasMessageEndingWith("' is too long: its key has more than 1024 bytes");
  }

  @AfterEach
  void closeBucket() {
    bucket.close();
  }

  @Override
  protected void put(String path, String text) {
    bucket.put(PREFIX + "/" + path, text);
  }

  @Override
  protected void delete(String path) {
    bucket.delete(PREFIX + "/" + path);
  }

  @Override
  protected void deleteRoot() {
    bucket.deleteAll();
  }
}
