package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class RegistryRacePostgresTest extends RegistryRaceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
