package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class TrackingRacePostgresTest extends TrackingRaceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
