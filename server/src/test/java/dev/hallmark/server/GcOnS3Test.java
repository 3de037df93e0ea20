package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.s3.S3Bucket;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GcOnS3Test extends GcContract {
  private S3Bucket bucket;

  @Override
  Database database() {
    return TestDatabase.H2.fresh();
  }

  @Override
  ArtifactStore store() {
    bucket = new S3Bucket(S3Server.shared());
    return bucket.store("models");
  }

  @AfterEach
  void closeBucket() {
    bucket.close();
  }

  @Test
  void manyUploadsOfOneFile_areAbortedInOneRun() {
    for (int i = 0; i < 130; i++) {
      bucket.begin("models/0/run/artifacts/model.bin");
    }
    bucket.begin("other/model.bin");
    server.later();
    assertThat(server.collect(true).totals())
        .extracting("kind", "objects", "bytes")
        .containsExactly(tuple(GarbageKind.UPLOAD, 130L, 520L));
    assertThat(server.collect(false).totals())
        .extracting("kind", "objects", "bytes")
        .containsExactly(tuple(GarbageKind.UPLOAD, 130L, 520L));
    assertThat(bucket.everything()).containsExactly("other/model.bin");
  }
}
