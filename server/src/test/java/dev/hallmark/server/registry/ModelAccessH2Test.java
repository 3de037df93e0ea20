package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelAccessH2Test extends ModelAccessContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
