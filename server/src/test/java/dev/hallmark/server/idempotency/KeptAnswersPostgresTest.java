package dev.hallmark.server.idempotency;

import dev.hallmark.server.testkit.TestDatabase;

class KeptAnswersPostgresTest extends KeptAnswersContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
