package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class ModelLifePostgresTest extends ModelLifeContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
