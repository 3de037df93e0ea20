package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class WriterStormPostgresTest extends WriterStormContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
