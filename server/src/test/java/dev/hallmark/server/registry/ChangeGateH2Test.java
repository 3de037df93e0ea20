package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ChangeGateH2Test extends ChangeGateContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
