package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Database;

class SealsH2Test extends SealsContract {
  @Override
  Database database() {
    return Database.memory();
  }
}
