package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class SourcesPostgresTest extends SourcesContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
