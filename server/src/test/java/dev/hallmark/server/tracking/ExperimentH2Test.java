package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class ExperimentH2Test extends ExperimentContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
