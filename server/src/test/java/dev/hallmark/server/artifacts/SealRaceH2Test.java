package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Database;

class SealRaceH2Test extends SealRaceContract {
  @Override
  Database database() {
    return Database.memory();
  }
}
