package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class ExperimentAccessH2Test extends ExperimentAccessContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
