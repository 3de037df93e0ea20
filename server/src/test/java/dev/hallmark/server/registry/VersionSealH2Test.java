package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionSealH2Test extends VersionSealContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
