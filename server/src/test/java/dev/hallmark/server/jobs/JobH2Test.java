package dev.hallmark.server.jobs;

import dev.hallmark.server.testkit.TestDatabase;

class JobH2Test extends JobContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
