package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class RunLifecycleH2Test extends RunLifecycleContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
