package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionRecordPostgresTest extends VersionRecordContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
