package dev.hallmark.server.registry.models;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.api.Trigger;

/**
 * The triggers of H2 that keep table {@code name_suffix} as an engine keeps an index: in the transaction that creates or
 * renames the model. Deleting is the foreign key's work.
 */
public final class NameSuffixes implements Trigger {
  private static final String COLUMNS = "select * from registered_model where 1 = 0";
  private static final String REMOVE = "delete from name_suffix where model_id = ?";
  private static final String ADD =
      "insert into name_suffix (suffix, model_id) select distinct substring(? from \"X\" for 24), ?"
          + " from system_range(1, ?)";

  private volatile Places places;

  /** Where the columns stand in a row, from 0. */
  private record Places(int id, int name) {}

  /** @param before null when the row is new */
  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    Places at = places(connection);
    String name = (String) after[at.name];
    if (before == null) {
      add(connection, name, (Long) after[at.id]);
    } else if (!name.equals(before[at.name])) {
      remove(connection, (Long) after[at.id]);
      add(connection, name, (Long) after[at.id]);
    }
  }

  private static void add(Connection connection, String name, long model) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, name);
      statement.setLong(2, model);
      statement.setInt(3, name.length());
      statement.executeUpdate();
    }
  }

  private static void remove(Connection connection, long model) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      statement.setLong(1, model);
      statement.executeUpdate();
    }
  }

  private Places places(Connection connection) throws SQLException {
    Places known = places;
    if (known == null) {
      try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
          ResultSet columns = statement.executeQuery()) {
        known = new Places(columns.findColumn("id") - 1, columns.findColumn("name_folded") - 1);
      }
      places = known;
    }
    return known;
  }
}
