package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class SourcesH2Test extends SourcesContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
