package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class LaterSealingPostgresTest extends LaterSealingContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
