package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ScrubH2Test extends ScrubContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
