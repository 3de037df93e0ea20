package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class UnmountedShareH2Test extends UnmountedShareContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
