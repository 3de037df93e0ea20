package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionNumberH2Test extends VersionNumberContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
