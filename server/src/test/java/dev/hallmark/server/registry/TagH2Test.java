package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;

class TagH2Test extends TagContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
