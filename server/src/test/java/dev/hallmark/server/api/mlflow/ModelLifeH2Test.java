package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class ModelLifeH2Test extends AuditOutageContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
