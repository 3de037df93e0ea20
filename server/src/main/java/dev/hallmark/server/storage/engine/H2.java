package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.file.DiskSpace;
import dev.hallmark.server.storage.file.FlushedPath;
import dev.hallmark.server.storage.migration.SchemaBackup;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;

/**
 * An embedded H2 database: in a file that survives power failures, or in memory for tests.
 *
 * @param name the file name without its suffix, in H2's syntax; empty in memory
 * @param space the disk space for the file
 * @param backup the backup of the file before a migration
 */
public record H2(String url, String name, DiskSpace space, SchemaBackup backup) implements Engine {
  private static final String DIALECT =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000";
  private static final int CONNECTIONS = 32;
  /** Only the server closes the database, and without compacting it, because space is freed while it runs. */
  private static final String LIFE =
      ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0";
  /** In milliseconds; disables H2's background writer, which would save changes without the write barrier. */
  private static final String NO_BACKGROUND_WRITER = ";WRITE_DELAY=" + Integer.MAX_VALUE;

  /** @param file the file without its suffix {@code .mv.db} */
  public static H2 file(Path file, SchemaBackup backup) {
    TestedH2.require();
    Path absolute = file.toAbsolutePath();
    return at(absolute.toString(), DiskSpace.of(absolute.getParent().toFile()), backup);
  }

  /** @param name a file name in H2's syntax, which can begin with the prefix of another file system of H2 */
  public static H2 at(String name, DiskSpace space) {
    return at(name, space, SchemaBackup.NONE);
  }

  private static H2 at(String name, DiskSpace space, SchemaBackup backup) {
    FlushedPath.register();
    String url = "jdbc:h2:flushed:" + name + DIALECT + LIFE + NO_BACKGROUND_WRITER;
    return new H2(url, name, space, backup);
  }

  public static H2 memory() {
    return new H2(
        "jdbc:h2:mem:" + UUID.randomUUID() + DIALECT + LIFE,
        "",
        DiskSpace.unwatched(),
        SchemaBackup.NONE);
  }

  @Override
  public String location() {
    return name.isEmpty() ? "the database in memory" : name + ".mv.db";
  }

  @Override
  public List<String> migrations() {
    return List.of("classpath:db/migration/common", "classpath:db/migration/h2");
  }

  @Override
  public String text() {
    return "varchar";
  }

  @Override
  public LogFlush logFlush(WriteBarrier barrier) {
    return name.isEmpty() ? LogFlush.NONE : new H2LogFlush(this, barrier);
  }

  @Override
  public DataSource pooled() {
    return single();
  }

  @Override
  public DataSource single() {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl(url);
    return source;
  }

  @Override
  public int connections() {
    return CONNECTIONS;
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  static MVStore store(Connection connection) throws SQLException {
    SessionLocal session =
        (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  /** Whether the file is still empty. */
  boolean isNew() {
    return FilePath.get(FlushedPath.fileOf(name)).size() == 0;
  }

  @Override
  public void shutDown() throws SQLException {
    shutDown("SHUTDOWN");
  }

  @Override
  public void shutDownUnchanged() throws SQLException {
    shutDown("SHUTDOWN IMMEDIATELY");
  }

  private void shutDown(String command) throws SQLException {
    space.end();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
