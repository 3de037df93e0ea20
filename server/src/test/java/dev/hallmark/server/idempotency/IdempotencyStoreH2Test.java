package dev.hallmark.server.idempotency;

import dev.hallmark.server.testkit.TestDatabase;

class IdempotencyStoreH2Test extends IdempotencyStoreContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
