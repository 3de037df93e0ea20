package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class NamePieceH2Test extends NamePieceContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
