package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class TagPostgresTest extends TagContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
