package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class SourceH2Test extends SourceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
