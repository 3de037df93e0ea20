package dev.hallmark.server.api.mlflow.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelLifePostgresTest extends ModelLifeContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
