package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class TwoSealersH2Test extends TwoSealersContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
