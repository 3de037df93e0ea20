package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelH2Test extends ModelContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
