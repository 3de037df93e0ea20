package dev.hallmark.server.testkit;

import dev.hallmark.server.storage.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What is held against each engine, every test on a new database. */
public abstract class DatabaseContract {
  protected Database database;

  protected abstract TestDatabase engine();

  @BeforeEach
  final void openDatabase() {
    database = engine().fresh();
  }

  @AfterEach
  final void closeDatabase() {
    database.close();
  }
}
