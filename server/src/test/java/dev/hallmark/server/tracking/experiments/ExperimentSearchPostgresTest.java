package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.testkit.TestDatabase;

class ExperimentSearchPostgresTest extends ExperimentSearchContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
