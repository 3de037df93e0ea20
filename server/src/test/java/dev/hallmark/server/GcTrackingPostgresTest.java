package dev.hallmark.server;

import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class GcTrackingPostgresTest extends GcTrackingContract {
  @TempDir
  Path folder;

  @Override
  Database database() {
    return TestDatabase.POSTGRESQL.fresh();
  }

  @Override
  ArtifactStore store() {
    return inFolder(folder);
  }
}
