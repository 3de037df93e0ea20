package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionNumberPostgresTest extends VersionNumberContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
