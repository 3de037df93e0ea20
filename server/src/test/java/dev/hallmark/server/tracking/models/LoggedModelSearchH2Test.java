package dev.hallmark.server.tracking.models;

import dev.hallmark.server.testkit.TestDatabase;

class LoggedModelSearchH2Test extends LoggedModelSearchContract {
  @Override
  protected TestDatabase engine() {
    return TestDatabase.H2;
  }
}
