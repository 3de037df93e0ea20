package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class IdempotentCallsH2Test extends IdempotentCallsContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
