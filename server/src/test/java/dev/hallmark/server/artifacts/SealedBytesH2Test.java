package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Database;

class SealedBytesH2Test extends SealedBytesContract {
  @Override
  Database database() {
    return Database.memory();
  }
}
