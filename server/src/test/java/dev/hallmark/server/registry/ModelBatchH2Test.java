package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ModelBatchH2Test extends ModelBatchContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
