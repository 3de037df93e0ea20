package dev.hallmark.server.idempotency;

import dev.hallmark.server.testkit.TestDatabase;

class IdempotencyStorePostgresTest extends IdempotencyStoreContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
