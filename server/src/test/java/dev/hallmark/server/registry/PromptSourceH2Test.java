package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class PromptSourceH2Test extends PromptSourceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
