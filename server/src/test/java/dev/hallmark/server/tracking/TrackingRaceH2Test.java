package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class TrackingRaceH2Test extends TrackingRaceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
