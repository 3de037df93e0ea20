package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.failures.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server, which several of ours may share. */
public final class Postgres implements Engine {
  /** Four servers fit into the 100 connections that PostgreSQL allows when nobody changed that. */
  private static final int CONNECTIONS = 20;

  private static final int SILENCE_SECONDS = 60;

  /**
   * Plans of a page need neither compiling nor helpers, and should follow an index: what they read is in memory or on a
   * disk without a head. Locks are waited for as long as on H2, and a server that stands
   * still in the middle of a change does not hold the others up for good.
   */
  private static final String LIMITS =
      " -c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"
          + " -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000";

  private static final String ISOLATION = " -c default_transaction_isolation=read\\ committed";

  private final String url;
  private final String user;
  private final String password;
  private PGSimpleDataSource pooled; // null until its LogFlush is made

  /** @param user empty when the URL names one, or none is needed; the password too */
  public Postgres(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public LogFlush logFlush(WriteBarrier barrier) {
    PGSimpleDataSource connections = committing("on");
    connections.setSocketTimeout(SILENCE_SECONDS);
    pooled = connections;
    return new PostgresLogFlush(
        single(), () -> connections.setOptions(committing("off").getOptions()));
  }

  /**
   * Commits that return before they are flushed wait for the next flush of the group: no row stays locked during a flush. How
   * they return may be decided after the pool was made, when the database was read-only at first.
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

  /** What the URL says is kept, but where the server's promises depend on it. */
  private PGSimpleDataSource source(String options) {
    PGSimpleDataSource source = new UpToDate();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "its URL cannot be read"); // the driver's words repeat it, password and all
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

  /** A connection that was being made while the options changed is made again, with the new ones. */
  private static final class UpToDate extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    @Override
    public Connection getConnection() throws SQLException {
      while (true) {
        String options = getOptions();
        Connection made = super.getConnection();
        if (options.equals(getOptions())) {
          return made;
        }
        made.close();
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
    // it is not ours to end
  }
}
