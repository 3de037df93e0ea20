package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelAccessPostgresTest extends ModelAccessContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
