package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelPostgresTest extends ModelContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
