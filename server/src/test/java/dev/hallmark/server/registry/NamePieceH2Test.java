package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class NamePieceH2Test extends NamePieceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
