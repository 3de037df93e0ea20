package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionH2Test extends VersionContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
