package dev.hallmark.server.workspaces;

import dev.hallmark.server.testkit.TestDatabase;

class WorkspacePostgresTest extends WorkspaceContract {
  @Override
  TestDatabase engine() {
    return TestDatabase.POSTGRESQL;
  }
}
