package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class ModelLifeH2Test extends ModelLifeContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
