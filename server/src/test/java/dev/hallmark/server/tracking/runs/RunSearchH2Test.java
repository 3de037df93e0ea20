package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.storage.Database;

class RunSearchH2Test extends RunSearchContract {
  @Override
  Database open() {
    return Database.memory();
  }
}
