package dev.hallmark.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** The open database: migrated, pooled, with Jdbi on top. */
public final class Database implements AutoCloseable {
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool)
        .installPlugin(new SqlObjectPlugin())
        .registerArrayType(Long.class, "bigint") // for "= any(:ids)"
        .registerArrayType(String.class, "varchar");
  }

  /** Opens, and makes where absent, the database file {@code <folder>/hallmark.mv.db}. */
  public static Database file(Path folder) {
    return open("jdbc:h2:file:" + folder.resolve("hallmark").toAbsolutePath() + H2_OPTIONS);
  }

  /** A database that lives as long as it is open; for tests. */
  public static Database memory() {
    return open("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + H2_OPTIONS);
  }

  private static Database open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(32);
    HikariDataSource pool = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/migration/common", "classpath:db/migration/h2")
        .placeholders(Map.of("text", "varchar"))
        .load()
        .migrate();
    return new Database(pool);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    pool.close();
  }
}
