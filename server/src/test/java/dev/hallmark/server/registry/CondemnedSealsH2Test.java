package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class CondemnedSealsH2Test extends CondemnedSealsContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
