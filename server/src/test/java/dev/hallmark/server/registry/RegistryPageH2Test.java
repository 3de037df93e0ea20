package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class RegistryPageH2Test extends RegistryPageContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
