package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelBatchPostgresTest extends ModelBatchContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
