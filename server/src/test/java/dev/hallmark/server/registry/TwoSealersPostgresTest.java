package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class TwoSealersPostgresTest extends TwoSealersContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
