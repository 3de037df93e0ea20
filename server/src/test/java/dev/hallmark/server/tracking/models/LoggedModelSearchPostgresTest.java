package dev.hallmark.server.tracking.models;

import dev.hallmark.server.testkit.TestDatabase;

class LoggedModelSearchPostgresTest extends LoggedModelSearchContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
