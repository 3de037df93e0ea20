package dev.hallmark.server.storage.search;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The type of a sort key; its values are never null. */
public enum SortType {
  TEXT {
    @Override
    public Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    public Object parse(String text) {
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("NUL is in no key");
      }
      return text;
    }

    @Override
    int compare(Object left, Object right, Dialect dialect) {
      return dialect.compareTexts((String) left, (String) right);
    }
  },
  WHOLE {
    @Override
    public Object read(ResultSet row, int column) throws SQLException {
      return row.getLong(column);
    }

    @Override
    public Object parse(String text) {
      return Long.valueOf(text);
    }

    @Override
    int compare(Object left, Object right, Dialect dialect) {
      return Long.compare((Long) left, (Long) right);
    }
  },
  REAL {
    @Override
    public Object read(ResultSet row, int column) throws SQLException {
      return row.getDouble(column);
    }

    @Override
    public Object parse(String text) {
      return Double.valueOf(text);
    }

    @Override
    int compare(Object left, Object right, Dialect dialect) {
      return Double.compare((Double) left, (Double) right);
    }
  };

  public abstract Object read(ResultSet row, int column) throws SQLException;

  /** Parses a value of a page token. Throws IllegalArgumentException if it is invalid. */
  public abstract Object parse(String text);

  abstract int compare(Object left, Object right, Dialect dialect);
}
