package dev.hallmark.server.api.mlflow.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelLifeH2Test extends ModelLifeContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
