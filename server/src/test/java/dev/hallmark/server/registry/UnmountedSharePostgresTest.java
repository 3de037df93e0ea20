package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class UnmountedSharePostgresTest extends UnmountedShareContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
