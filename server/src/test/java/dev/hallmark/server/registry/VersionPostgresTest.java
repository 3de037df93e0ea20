package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionPostgresTest extends VersionContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
