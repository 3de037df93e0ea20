package dev.hallmark.server.workspaces;

import dev.hallmark.server.testkit.TestDatabase;

class WorkspaceH2Test extends WorkspaceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.H2;
  }
}
