package dev.hallmark.server.storage;

import dev.hallmark.server.storage.engine.H2;
import dev.hallmark.server.storage.file.DiskSpace;
import dev.hallmark.server.testkit.CutFileSystem;
import dev.hallmark.server.testkit.DiskRoom;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** Opens databases for the power-cut test: the real thing, on a file that can be cut. */
public final class CutDatabase {
  private CutDatabase() {}

  /** A whole server's database. Freed space is used again at once, so that the dangerous writes are frequent. */
  public static Database open(Path file, Consumer<Throwable> onFailedFlush) {
    Database database = start(file, onFailedFlush);
    database.jdbi().useHandle(handle -> handle.execute("set retention_time 0"));
    return database;
  }

  /** As a server opens it. */
  public static Database start(Path file, Consumer<Throwable> onFailedFlush) {
    CutFileSystem.register();
    DiskSpace space = new DiskSpace(DiskRoom.of(file)::usable);
    return Database.open(H2.at("cut:" + name(file), space), () -> {}, onFailedFlush);
  }

  /** What a server would find after the cut, without its migrations and its pool. */
  public static Reopened reopen(Path file) {
    String url = H2.at(name(file), DiskSpace.unwatched()).url();
    return new Reopened(url, Jdbi.create(url).installPlugin(new SqlObjectPlugin()));
  }

  private static String name(Path file) {
    return file.toAbsolutePath().toString().replaceFirst("\\.mv\\.db$", "");
  }

  /** @param jdbi makes a connection for each use */
  public record Reopened(String url, Jdbi jdbi) implements AutoCloseable {
    /** Throws an AssertionError where an index and its table differ. */
    public void checkIndexes() throws SQLException {
      jdbi.useHandle(handle -> IndexCheck.run(handle.getConnection()));
    }

    @Override
    public void close() throws SQLException {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("shutdown");
      }
    }
  }
}
