package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class ExperimentPostgresTest extends ExperimentContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
