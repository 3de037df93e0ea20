package dev.hallmark.server.storage;

class MigrationH2Test extends MigrationContract {
  @Override
  Engine engine() {
    return H2.memory();
  }
}
