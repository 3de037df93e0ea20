package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class RunLogH2Test extends RunLogContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
