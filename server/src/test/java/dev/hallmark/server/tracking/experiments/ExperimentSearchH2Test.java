package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.testkit.TestDatabase;

class ExperimentSearchH2Test extends ExperimentSearchContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
