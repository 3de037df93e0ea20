package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class HostileSearchH2Test extends HostileSearchContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
