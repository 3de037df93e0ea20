package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class RegistrySearchH2Test extends RegistrySearchContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
