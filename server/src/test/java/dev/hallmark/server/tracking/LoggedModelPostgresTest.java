package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class LoggedModelPostgresTest extends LoggedModelContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
