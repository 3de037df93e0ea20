package dev.hallmark.server.jobs;

import dev.hallmark.server.testkit.TestDatabase;

class JobPostgresTest extends JobContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
