package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class StagePostgresTest extends StageContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
