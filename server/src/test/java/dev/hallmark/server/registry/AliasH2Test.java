package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class AliasH2Test extends AliasContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
