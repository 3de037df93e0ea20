package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class NamePiecePostgresTest extends NamePieceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
