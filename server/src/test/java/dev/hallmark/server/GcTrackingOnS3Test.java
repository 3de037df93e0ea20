package dev.hallmark.server;

import dev.hallmark.server.artifacts.s3.S3Bucket;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;

class GcTrackingOnS3Test extends GcTrackingContract {
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
}
