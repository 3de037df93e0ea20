package dev.hallmark.server.tracking.runs.search;

import dev.hallmark.server.testkit.TestDatabase;

class RunSearchH2Test extends RunSearchContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
