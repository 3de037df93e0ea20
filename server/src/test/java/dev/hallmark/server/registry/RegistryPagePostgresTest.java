package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class RegistryPagePostgresTest extends RegistryPageContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
