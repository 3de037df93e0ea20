package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class NamePiecePostgresTest extends NamePieceContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
