package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class WriterStormH2Test extends WriterStormContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
