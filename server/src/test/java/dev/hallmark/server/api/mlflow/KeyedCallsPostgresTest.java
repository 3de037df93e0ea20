package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class KeyedCallsPostgresTest extends KeyedCallsContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
