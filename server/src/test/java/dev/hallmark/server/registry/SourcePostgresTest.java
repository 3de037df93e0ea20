package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class SourcePostgresTest extends SourceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
