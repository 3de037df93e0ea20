package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class StageH2Test extends StageContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
