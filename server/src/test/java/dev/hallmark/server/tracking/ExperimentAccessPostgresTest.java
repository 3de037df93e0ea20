package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class ExperimentAccessPostgresTest extends ExperimentAccessContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
