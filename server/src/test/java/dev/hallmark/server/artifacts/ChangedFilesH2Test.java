package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;

class ChangedFilesH2Test extends ChangedFilesContract {
  @Override
  Database database() {
    return TestDatabase.H2.fresh();
  }
}
