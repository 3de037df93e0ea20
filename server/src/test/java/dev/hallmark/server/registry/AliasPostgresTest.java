package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class AliasPostgresTest extends AliasContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
