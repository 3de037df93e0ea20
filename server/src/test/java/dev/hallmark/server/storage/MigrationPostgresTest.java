package dev.hallmark.server.storage;

import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.engine.Postgres;
import dev.hallmark.server.testkit.PostgresServer;

class MigrationPostgresTest extends MigrationContract {
  @Override
  Engine engine() {
    return new Postgres(PostgresServer.shared().emptyUrl(), "", "");
  }
}
