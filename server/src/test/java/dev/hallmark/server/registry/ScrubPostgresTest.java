package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class ScrubPostgresTest extends ScrubContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
