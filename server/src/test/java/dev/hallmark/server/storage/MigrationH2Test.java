package dev.hallmark.server.storage;

import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.engine.H2;

class MigrationH2Test extends MigrationContract {
  @Override
  Engine engine() {
    return H2.memory();
  }
}
