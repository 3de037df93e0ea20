package dev.hallmark.server.testkit;

import dev.hallmark.server.storage.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;

/** A PostgreSQL server of the tests alone, without a password, on a free port. Nothing it writes is flushed to disk. */
public final class PostgresServer implements AutoCloseable {
  private static final String TEMPLATE = "hallmark_template";
  /** A log that is hardly ever written unasked, so that a crash takes along what nobody flushed. */
  private static final String LAZY_MILLIS = "10000";

  private static final String STANDBY = "standby.signal";

  private final Path data;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private final Queue<String> created = new ConcurrentLinkedQueue<>();
  private EmbeddedPostgres server; // null while it is stopped

  private PostgresServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  private static volatile boolean sharedIsUsed;

  private static final class Shared {
    private static final PostgresServer SERVER = prepared();

    private static PostgresServer prepared() {
      PostgresServer shared = create();
      shared.start(true);
      shared.execute("create database " + TEMPLATE);
      Database.postgres(shared.url(TEMPLATE), "", "").close();
      sharedIsUsed = true;
      return shared;
    }
  }

  /** The one that lives as long as this JVM. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /**
   * Deletes the databases that tests have created in the shared one. Right after their use, that takes a hundredth of a second each;
   * at the end of the JVM, when their files are on disk, it would take minutes.
   */
  static void dropDatabases() {
    if (sharedIsUsed) {
      Queue<String> created = shared().created;
      for (String name = created.poll(); name != null; name = created.poll()) {
        shared().execute("drop database " + name + " with (force)");
      }
    }
  }

  /** One for a test that needs it for itself; not started yet. */
  public static PostgresServer create() {
    try {
      return new PostgresServer(Files.createTempDirectory("hallmark-postgres"), FreePort.find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start() {
    start(false);
  }

  /** @param once whether its files go as soon as it is stopped */
  private void start(boolean once) {
    try {
      server = EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(data)
          .setCleanDataDirectory(once)
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("wal_writer_delay", LAZY_MILLIS)
          .setServerConfig("max_connections", "300")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it in good order. All connections are lost. */
  public void stop() {
    try {
      server.close();
      server = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a standby of nobody: it is read, and takes no changes. It is to be started for that. */
  public void demote() {
    try {
      Files.createFile(data.resolve(STANDBY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes changes from its next start on. */
  public void promote() {
    try {
      Files.deleteIfExists(data.resolve(STANDBY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another with the same contents, of a server that is stopped. */
  public PostgresServer copy() {
    PostgresServer other = create();
    try {
      FileUtils.copyDirectory(data.toFile(), other.data.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return other;
  }

  public int port() {
    return port;
  }

  /** Ends it on the spot: what it had not written to its log is lost. */
  public void crash() {
    try {
      long process =
          Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      int status =
          new ProcessBuilder("kill", "-QUIT", Long.toString(process)).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill ended with " + status);
      }
      ProcessHandle.of(process).ifPresent(handle -> handle.onExit().join());
      stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new, migrated and empty database. */
  public Database fresh() {
    return Database.postgres(freshUrl(), "", "");
  }

  /** The URL of a new, migrated and empty database. */
  public String freshUrl() {
    String name = "hallmark_" + databases.incrementAndGet();
    execute("create database " + name + " template " + TEMPLATE);
    created.add(name);
    return url(name);
  }

  /** The URL of a new database without any table. */
  public String emptyUrl() {
    String name = "empty_" + databases.incrementAndGet();
    execute("create database " + name);
    created.add(name);
    return url(name);
  }

  /** As its superuser, who is asked for no password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  /** As its superuser. */
  public void execute(String sql) {
    execute("postgres", sql);
  }

  public void execute(String database, String sql) {
    try (Connection connection = java.sql.DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Whether new transactions of all but this test may change something. */
  public void takeChanges(boolean taken) {
    String url = url("postgres") + "&options=-c%20default_transaction_read_only=off";
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "alter system set default_transaction_read_only = " + (taken ? "off" : "on"));
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A role that has to say its password. */
  public void addRole(String role, String password) {
    execute("create role " + role + " login password '" + password + "'");
    try {
      Path rules = data.resolve("pg_hba.conf");
      String before = Files.readString(rules);
      Files.writeString(rules, "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("select pg_reload_conf()");
  }

  @Override
  public void close() {
    if (server != null) {
      stop();
    }
    FileUtils.deleteQuietly(data.toFile());
  }
}
