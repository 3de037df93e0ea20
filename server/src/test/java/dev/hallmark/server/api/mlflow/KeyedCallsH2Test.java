package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.testkit.TestDatabase;

class KeyedCallsH2Test extends KeyedCallsContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
