package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class AuditOutagePostgresTest extends AuditOutageContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
