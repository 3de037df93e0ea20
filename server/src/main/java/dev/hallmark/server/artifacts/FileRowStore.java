package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code artifact} and {@code sealed_content}. */
@RegisterRowMapper(FileRowStore.Mapper.class)
interface FileRowStore {
  String COLUMNS = "path, size, fingerprint, sha256, written, digest_mismatch";

  @SqlQuery("SELECT " + COLUMNS + " FROM artifact WHERE path = :path")
  Optional<FileRow> find(String path);

  /** Rows of the file at this path and of all files below it. */
  default List<FileRow> below(ArtifactPath path) {
    return between(path.value(), path + "/", path + "0"); // '0' is the character after '/'
  }

  @SqlQuery(
      "SELECT " + COLUMNS + " FROM artifact WHERE path = :path OR (path >= :from AND path < :to)")
  List<FileRow> between(String path, String from, String to);

  @SqlBatch("""
      UPDATE artifact
      SET size = :size, fingerprint = :fingerprint, sha256 = :sha256, written = :written, digest_mismatch = FALSE
      WHERE path = :path
      """)
  void replaceAll(@BindMethods List<Flat> rows);

  @SqlUpdate("DELETE FROM artifact WHERE path = :path OR (path >= :from AND path < :to)")
  void deleteBetween(String path, String from, String to);

  default void deleteBelow(ArtifactPath path) {
    deleteBetween(path.value(), path + "/", path + "0");
  }

  @SqlUpdate("DELETE FROM artifact WHERE path = :path")
  int delete(String path);

  @SqlUpdate("""
      DELETE FROM artifact WHERE path IN
        (SELECT path FROM artifact WHERE path >= :from AND path < :to ORDER BY path LIMIT :limit)
      """)
  int deleteSomeBetween(String from, String to, int limit);

  /** Deletes at most so many rows of the file at this path and of files below it. Returns how many. */
  default int deleteSomeBelow(ArtifactPath path, int limit) {
    int deleted = delete(path.value());
    return deleted + deleteSomeBetween(path + "/", path + "0", limit - deleted);
  }

  /** Adds rows, or replaces those that exist. */
  default void putAll(List<Flat> rows) {
    int[] added = addAllIfAbsent(rows);
    // PostgreSQL does not count the rows of a batch one by one
    replaceAll(IntStream.range(0, rows.size())
        .filter(i -> added[i] != 1)
        .mapToObj(rows::get)
        .toList());
  }

  @SqlBatch("""
      INSERT INTO artifact (path, size, fingerprint, sha256, written)
      VALUES (:path, :size, :fingerprint, :sha256, :written)
      ON CONFLICT DO NOTHING
      """)
  int[] addAllIfAbsent(@BindMethods List<Flat> rows);

  @SqlBatch("DELETE FROM artifact WHERE path = :path")
  void deleteAll(List<String> path);

  /** Deletes the rows that still have this stamp. */
  @SqlBatch("""
      DELETE FROM artifact WHERE path = :path AND size = :size AND fingerprint = :fingerprint
      """)
  void deleteUnchanged(@BindMethods List<Flat> rows);

  /** Marks the row of a file with this stamp, unless it is marked. */
  @SqlUpdate("""
      UPDATE artifact SET digest_mismatch = TRUE
      WHERE path = :path AND size = :size AND fingerprint = :fingerprint AND sha256 = :sha256 AND NOT digest_mismatch
      """)
  int mark(@BindMethods Flat row);

  @SqlQuery("""
      SELECT path, size, fingerprint, sha256, true AS written, false AS digest_mismatch
      FROM sealed_content WHERE sha256 IN (<digests>)
      """)
  List<FileRow> sealedContents(@BindList("digests") List<String> digests);

  @SqlBatch("DELETE FROM sealed_content WHERE path = :path")
  void forgetContentAt(List<String> path);

  /** Deletes the rows of files below this path. */
  default void deleteContentsBelow(ArtifactPath path) {
    deleteContents(below(path).stream().map(Flat::new).toList());
  }

  @SqlBatch("DELETE FROM sealed_content WHERE sha256 = :sha256 AND path = :path")
  void deleteContents(@BindMethods List<Flat> files);

  @SqlBatch("DELETE FROM sealed_content WHERE sha256 = :sha256")
  void forgetContents(List<String> sha256);

  @SqlBatch("""
      INSERT INTO sealed_content (sha256, path, size, fingerprint)
      VALUES (:sha256, :path, :size, :fingerprint)
      ON CONFLICT DO NOTHING
      """)
  void addContents(@BindMethods List<Flat> rows);

  /** The columns of a row. */
  record Flat(String path, long size, String fingerprint, String sha256, boolean written) {
    Flat(FileRow row) {
      this(
          row.path().value(),
          row.stamp().size(),
          row.stamp().fingerprint(),
          row.sha256(),
          row.written());
    }
  }

  /** Written by hand for speed, since downloads and sealing read many rows. */
  final class Mapper implements RowMapper<FileRow> {
    @Override
    public FileRow map(ResultSet row, StatementContext context) throws SQLException {
      FileStamp stamp = new FileStamp(row.getLong(2), row.getString(3));
      return new FileRow(
          new ArtifactPath(row.getString(1)),
          stamp,
          row.getString(4),
          row.getBoolean(5),
          row.getBoolean(6));
    }
  }
}
