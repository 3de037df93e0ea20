package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;

class SealRacePostgresTest extends SealRaceContract {
  @Override
  Database database() {
    return TestDatabase.POSTGRESQL.fresh();
  }
}
