package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ChangeGatePostgresTest extends ChangeGateContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
