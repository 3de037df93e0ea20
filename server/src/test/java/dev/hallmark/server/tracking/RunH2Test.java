package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class RunH2Test extends RunContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
