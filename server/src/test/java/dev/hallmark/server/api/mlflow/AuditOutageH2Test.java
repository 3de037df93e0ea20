package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class AuditOutageH2Test extends AuditOutageContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
