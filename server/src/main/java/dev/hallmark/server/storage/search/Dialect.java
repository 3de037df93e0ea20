package dev.hallmark.server.storage.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Where the engines differ: how each finds texts by a piece out of their middle, and is told which index to follow. */
enum Dialect {
  /** Without its extension pg_trgm: texts are read one by one. */
  POSTGRESQL {
    @Override
    Optional<Sql> having(String piece, Column column, String table, String id) {
      return Optional.empty();
    }
  },
  /** A table of all suffixes. Of indexes that begin alike H2 would take any, and sort what it could have read in order. */
  H2 {
    @Override
    String following(String index) {
      return " use index (" + index + ")";
    }

    @Override
    Optional<Sql> having(String piece, Column column, String table, String id) {
      Suffixes suffixes = column.suffixes();
      String begin = piece.substring(0, Math.min(piece.length(), suffixes.length()));
      return Optional.of(Sql.of("select distinct d." + suffixes.owner() + " as hit from "
              + suffixes.table() + " d where ")
          .then(Sql.and(LikePattern.range(Sql.of("d.suffix"), begin))));
    }
  },
  /** With its extension pg_trgm: an index of the three letters that stand together. */
  POSTGRESQL_WITH_TRIGRAMS {
    @Override
    Optional<Sql> having(String piece, Column column, String table, String id) {
      return piece.length() < 3
          ? Optional.empty()
          : Optional.of(Sql.of(
              "select " + id + " as hit from " + table + " where " + column.folded() + " like ?",
              "%" + piece.replace("\\", "\\\\") + "%"));
    }
  };

  private static final String EXTENSION = "select 1 from pg_extension where extname = 'pg_trgm'";

  /**
   * A table of the suffixes of a folded text.
   *
   * @param owner its column with the resource's id
   * @param length where the suffixes are cut
   */
  record Suffixes(String table, String owner, int length) {
    static final Suffixes NONE = new Suffixes("", "", 0);
  }

  /**
   * A select of the rows whose folded text has this piece in it, and perhaps of more.
   *
   * @param piece not empty
   */
  abstract Optional<Sql> having(String piece, Column column, String table, String id);

  /** What stands behind a table's name and alias so that this index is followed; PostgreSQL finds it by the order. */
  String following(String index) {
    return "";
  }

  static Dialect of(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
      return H2;
    }
    try (PreparedStatement statement = connection.prepareStatement(EXTENSION);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? POSTGRESQL_WITH_TRIGRAMS : POSTGRESQL;
    }
  }
}
