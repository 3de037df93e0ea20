package dev.hallmark.server.idempotency;

import dev.hallmark.server.testkit.TestDatabase;

class KeptAnswersH2Test extends KeptAnswersContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
