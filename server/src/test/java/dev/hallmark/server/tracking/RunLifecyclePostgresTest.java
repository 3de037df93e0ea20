package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class RunLifecyclePostgresTest extends RunLifecycleContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
