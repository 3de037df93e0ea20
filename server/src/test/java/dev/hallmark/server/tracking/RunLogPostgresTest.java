package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class RunLogPostgresTest extends RunLogContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
