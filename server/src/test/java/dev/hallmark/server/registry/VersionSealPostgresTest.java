package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionSealPostgresTest extends VersionSealContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
