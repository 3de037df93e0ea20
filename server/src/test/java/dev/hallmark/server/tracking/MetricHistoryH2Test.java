package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class MetricHistoryH2Test extends MetricHistoryContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
