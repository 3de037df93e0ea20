package dev.hallmark.server;

import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class GcH2Test extends GcContract {
  @TempDir
  Path folder;

  @Override
  Database database() {
    return TestDatabase.H2.fresh();
  }

  @Override
  ArtifactStore store() {
    try {
      return LocalStore.open(folder, FileModes.PRIVATE, Database::halt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
