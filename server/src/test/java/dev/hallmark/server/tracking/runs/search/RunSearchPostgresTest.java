package dev.hallmark.server.tracking.runs.search;

import dev.hallmark.server.testkit.TestDatabase;

class RunSearchPostgresTest extends RunSearchContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
