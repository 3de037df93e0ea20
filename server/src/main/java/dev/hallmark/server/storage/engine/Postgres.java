package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.failures.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, which several servers can share. */
public final class Postgres implements Engine {
  /** Four servers fit into PostgreSQL's default of 100 connections. */
  private static final int CONNECTIONS = 20;

  private static final int SOCKET_TIMEOUT_SECONDS = 60;

  /**
   * Queries for a page need neither JIT compilation nor parallel workers, and should prefer indexes, whose random reads are cheap in memory
   * and on SSDs. The lock timeout is the same as for H2. A server that hangs inside a transaction must not block others indefinitely.
   */
  private static final String LIMITS =
      " -c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"
          + " -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000";

  private static final String ISOLATION = " -c default_transaction_isolation=read\\ committed";

  private final String url;
  private final String user;
  private final String password;
  private PGSimpleDataSource pooled; // null until its LogFlush is created

  /** @param user empty if the URL contains one or none is needed; the same holds for the password */
  public Postgres(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public LogFlush logFlush(WriteBarrier barrier) {
    PGSimpleDataSource connections = committing("on");
    connections.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
    pooled = connections;
    return new PostgresLogFlush(
        single(), () -> connections.setOptions(committing("off").getOptions()));
  }

  /**
   * Connections whose commits can return before they are flushed; the group commit then flushes them. No row lock is held during a flush.
   * If the database is read-only at first, this is decided after the pool has been created.
   */
  @Override
  public DataSource pooled() {
    return pooled;
  }

  private PGSimpleDataSource committing(String synchronously) {
    return source(LIMITS + " -c synchronous_commit=" + synchronously);
  }

  @Override
  public DataSource single() {
    return source(" -c synchronous_commit=on");
  }

  /** Keeps settings of the URL, except those that durability depends on. */
  private PGSimpleDataSource source(String options) {
    PGSimpleDataSource source = new UpToDate();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "its URL cannot be read"); // the driver's message contains the URL with its password
    }
    if (!user.isEmpty()) {
      source.setUser(user);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    if (source.getApplicationName() == null
        || source.getApplicationName().startsWith("PostgreSQL")) {
      source.setApplicationName("hallmark");
    }
    String given = source.getOptions() == null ? "" : source.getOptions();
    source.setOptions((given + ISOLATION + options).strip());
    source.setReWriteBatchedInserts(true);
    source.setTcpKeepAlive(true);
    return source;
  }

  /** A data source that reconnects if the options changed while it was connecting. */
  private static final class UpToDate extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    @Override
    public Connection getConnection() throws SQLException {
      while (true) {
        String options = getOptions();
        Connection connection = super.getConnection();
        if (options.equals(getOptions())) {
          return connection;
        }
        connection.close();
      }
    }
  }

  @Override
  public boolean isEmbedded() {
    return false;
  }

  @Override
  public int connections() {
    return CONNECTIONS;
  }

  @Override
  public String location() {
    PGSimpleDataSource source = source("");
    return "database " + source.getDatabaseName() + " on "
        + String.join(", ", source.getServerNames());
  }

  @Override
  public List<String> migrations() {
    return List.of("classpath:db/migration/common", "classpath:db/migration/postgresql");
  }

  @Override
  public String text() {
    return "text collate \"C\"";
  }

  @Override
  public void shutDown() throws SQLException {
    // the PostgreSQL server keeps running
  }
}
