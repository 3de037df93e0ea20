package dev.hallmark.server.tracking;

import dev.hallmark.server.testkit.TestDatabase;

class LoggedModelH2Test extends LoggedModelContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
