package dev.hallmark.server.testkit;

import dev.hallmark.server.storage.Database;
import java.util.List;

/** The engines that contracts are held against. */
public enum TestDatabase {
  H2,
  POSTGRESQL;

  /** A new, migrated and empty database. */
  public Database fresh() {
    return switch (this) {
      case H2 -> Database.memory();
      case POSTGRESQL -> PostgresServer.shared().fresh();
    };
  }

  /** A new, migrated and empty database as two servers open it, or one where there can be no second. */
  public List<Database> servers() {
    return switch (this) {
      case H2 -> List.of(fresh());
      case POSTGRESQL -> {
        String url = PostgresServer.shared().freshUrl();
        yield List.of(Database.postgres(url, "", ""), Database.postgres(url, "", ""));
      }
    };
  }
}
