package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class IdempotentCallsPostgresTest extends IdempotentCallsContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
