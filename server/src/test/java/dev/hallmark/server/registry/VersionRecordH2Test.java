package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class VersionRecordH2Test extends VersionRecordContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
