package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class MetricHistoryPostgresTest extends MetricHistoryContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
