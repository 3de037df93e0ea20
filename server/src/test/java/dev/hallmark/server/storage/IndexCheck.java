package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.schema.Schema;
import org.h2.table.IndexColumn;
import org.h2.table.Table;

/** Compares every index of an H2 database with its table, row by row: a query would only look at one of the two. */
final class IndexCheck {
  private final SessionLocal session;

  private IndexCheck(SessionLocal session) {
    this.session = session;
  }

  static void run(Connection connection) throws SQLException {
    SessionLocal session =
        (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    IndexCheck check = new IndexCheck(session);
    for (Schema schema : session.getDatabase().getAllSchemasNoMeta()) {
      schema.getAllTablesAndViews(session).forEach(check::table);
    }
  }

  private void table(Table table) {
    for (Index index : table.getIndexes()) {
      if (!index.getIndexType().isScan()) {
        index(index, rows(table));
      }
    }
  }

  private Map<Long, Row> rows(Table table) {
    Map<Long, Row> rows = new HashMap<>();
    Cursor cursor = table.getScanIndex(session).find(session, null, null, false);
    while (cursor.next()) {
      rows.put(cursor.get().getKey(), cursor.get());
    }
    return rows;
  }

  private void index(Index index, Map<Long, Row> missing) {
    Cursor cursor = index.find(session, null, null, false);
    while (cursor.next()) {
      SearchRow entry = cursor.getSearchRow();
      Row row = missing.remove(entry.getKey());
      assertThat(row).as("row of an entry in %s", index.getName()).isNotNull();
      for (IndexColumn column : index.getIndexColumns()) {
        int id = column.column.getColumnId();
        assertThat(entry.getValue(id)).as(index.getName()).isEqualTo(row.getValue(id));
      }
    }
    assertThat(missing.values())
        .as("rows that %s does not have", index.getName())
        .isEmpty();
  }
}
