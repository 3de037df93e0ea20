package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.migration.SchemaBackup;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The differences between the supported databases. */
public interface Engine {
  /** Creates the {@link LogFlush}, which is not connected yet. */
  LogFlush logFlush(WriteBarrier barrier);

  /** The data source of the pool. Called when its {@link LogFlush} is connected, because that determines how connections commit. */
  DataSource pooled();

  /** A data source without the limits of pooled connections, for long-running work of one thread. */
  DataSource single();

  /** The maximum size of the pool. */
  int connections();

  /** For messages: the file, or the server and name of the database. Contains no password. */
  String location();

  /** The folders with its migrations: those for all databases and its own. */
  List<String> migrations();

  /** The backup for undoing an incomplete migration. */
  default SchemaBackup backup() {
    return SchemaBackup.NONE;
  }

  /** The type of text columns that compare by code point. */
  String text();

  /** Whether the database runs in this process, so that no other process writes to it. */
  boolean isEmbedded();

  /** Shuts down an embedded database. No connection is open any more. */
  void shutDown() throws SQLException;

  /** As {@link #shutDown}, without writing; for an unchanged database. */
  default void shutDownUnchanged() throws SQLException {
    shutDown();
  }
}
