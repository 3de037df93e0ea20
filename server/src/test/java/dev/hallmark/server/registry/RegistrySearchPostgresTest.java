package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class RegistrySearchPostgresTest extends RegistrySearchContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
