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
 * H2 in this process: in one file that power cuts leave whole, or in memory for tests.
 *
 * @param name of the file without its suffix, in H2's own terms; empty in memory
 * @param space for the file to grow
 * @param backup of the file before its tables are changed
 */
public record H2(String url, String name, DiskSpace space, SchemaBackup backup) implements Engine {
  private static final String DIALECT =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000";
  private static final int CONNECTIONS = 32;
  /** Closed by us alone, at once: what there is to tidy up was tidied while it ran. */
  private static final String LIFE =
      ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0";
  /** In milliseconds, as good as never: what H2 writes on its own, it captures without the barrier. */
  private static final String NO_BACKGROUND_WRITER = ";WRITE_DELAY=" + Integer.MAX_VALUE;

  /** @param file without its suffix {@code .mv.db} */
  public static H2 file(Path file, SchemaBackup backup) {
    TestedH2.require();
    Path absolute = file.toAbsolutePath();
    return at(absolute.toString(), DiskSpace.of(absolute.getParent().toFile()), backup);
  }

  /** @param name a file in H2's own terms, which may begin with the prefix of another of its file systems */
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

  /** Whether nothing was written to the file yet. */
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
