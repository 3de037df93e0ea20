package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class HostileSearchPostgresTest extends HostileSearchContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
