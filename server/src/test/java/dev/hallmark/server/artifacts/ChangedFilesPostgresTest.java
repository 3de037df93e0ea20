package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;

class ChangedFilesPostgresTest extends ChangedFilesContract {
  @Override
  Database database() {
    return TestDatabase.POSTGRESQL.fresh();
  }
}
