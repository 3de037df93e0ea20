package dev.hallmark.compat.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A PostgreSQL server for one Hallmark, with the settings that it comes with: commits are flushed to disk. */
public final class PostgresDatabase implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final EmbeddedPostgres server;

  /** @param folder for its files */
  public PostgresDatabase(Path folder) throws IOException {
    this.folder = folder;
    this.server = EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("postgres"))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  public String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** As SQLAlchemy takes it. */
  public String uri() {
    return "postgresql+psycopg2://postgres@127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** The options with which Hallmark keeps its tables here. */
  public List<String> options() throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path file = folder.resolve("hallmark.key");
    Files.write(file, key);
    return List.of("--database", jdbcUrl(), "--secret-key-file", file.toString());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
