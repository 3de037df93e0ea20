package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class PromptSourcePostgresTest extends PromptSourceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
