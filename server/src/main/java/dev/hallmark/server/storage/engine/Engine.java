package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.migration.SchemaBackup;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What sets one kind of database apart from another. */
public interface Engine {
  /** How its commits are flushed to disk; not connected yet. */
  LogFlush logFlush(WriteBarrier barrier);

  /** The connections that a pool hands out. Asked when its {@link LogFlush} is connected, as their way to commit depends on it. */
  DataSource pooled();

  /** Connections without the limits of those in the pool, for long work of one thread. */
  DataSource single();

  /** How many connections its pool has at the most. */
  int connections();

  /** For messages: the file, or the server and the name of the database. No password is part of it. */
  String location();

  /** The folders of its migrations: those for all databases, and its own. */
  List<String> migrations();

  /** By which a migration that is not completed can be undone. */
  default SchemaBackup backup() {
    return SchemaBackup.NONE;
  }

  /** The type of a column of text that compares by code point. */
  String text();

  /** Whether the database lives in this process, so that nobody else writes it. */
  boolean isEmbedded();

  /** Ends the database itself, where it lives in this process; nobody is connected to it any more. */
  void shutDown() throws SQLException;

  /** As {@link #shutDown}, without writing anything; for a database that nobody has changed. */
  default void shutDownUnchanged() throws SQLException {
    shutDown();
  }
}
