package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class LaterSealingH2Test extends LaterSealingContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
