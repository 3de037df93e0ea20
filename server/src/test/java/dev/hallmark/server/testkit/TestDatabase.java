package dev.hallmark.server.testkit;

import dev.hallmark.server.storage.Database;

/** The engines that contracts are held against. */
public enum TestDatabase {
  H2;

  /** A new, migrated and empty database. */
  public Database fresh() {
    return switch (this) {
      case H2 -> Database.memory();
    };
  }
}
