package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class RegistryRaceH2Test extends RegistryRaceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
