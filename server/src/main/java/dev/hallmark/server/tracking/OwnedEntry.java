package dev.hallmark.server.tracking;

import dev.hallmark.server.memory.HeapBudget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A tag or param with the internal id of its owner. */
public record OwnedEntry(long owner, KeyValue entry) {

  /** Groups entries by owner, in the order of the rows. Owners without entries are missing. */
  public static Map<Long, List<KeyValue>> byOwner(List<OwnedEntry> rows) {
    Map<Long, List<KeyValue>> owners = new HashMap<>();
    for (OwnedEntry row : rows) {
      owners.computeIfAbsent(row.owner, id -> new ArrayList<>()).add(row.entry);
    }
    return owners;
  }

  /** Reads rows with the columns (owner, key, value). */
  public static final class Mapper implements RowMapper<OwnedEntry> {
    @Override
    public OwnedEntry map(ResultSet row, StatementContext ctx) throws SQLException {
      return new OwnedEntry(
          row.getLong(1), new KeyValue(row.getString(2), HeapBudget.read(row.getString(3))));
    }
  }
}
