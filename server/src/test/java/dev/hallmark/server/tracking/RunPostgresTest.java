package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class RunPostgresTest extends RunContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
