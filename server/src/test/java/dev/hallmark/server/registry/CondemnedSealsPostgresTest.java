package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class CondemnedSealsPostgresTest extends CondemnedSealsContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
