package dev.hallmark.server.auth;

import dev.hallmark.server.storage.search.Sql;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * An SQL condition for the rows that a caller may see.
 *
 * @param condition contains {@code {id}} for the column with the resource id and a question mark for each value; empty if all rows are
 *     visible
 */
public record Visibility(String condition, List<Object> values) {
  public static final Visibility ALL = new Visibility("", List.of());

  private static final String ID = "{id}";
  private static final String NAME = "visible_";

  public Visibility {
    values = List.copyOf(values);
  }

  public boolean isAll() {
    return condition.isEmpty();
  }

  /** The condition on this column, for a search; an empty list if all rows are visible. */
  public List<Sql> tests(String column) {
    return isAll() ? List.of() : List.of(Sql.of(on(column), values.toArray()));
  }

  private String on(String column) {
    return "(" + condition.replace(ID, column) + ")";
  }

  /**
   * {@code AND <condition>} with named parameters, to append to a statement; empty if all rows are visible. Bind the values with
   * {@link #bind}.
   */
  public String and(String column) {
    if (isAll()) {
      return "";
    }
    StringBuilder named = new StringBuilder(" AND ");
    int number = 0;
    for (char each : on(column).toCharArray()) {
      if (each == '?') {
        named.append(':').append(NAME).append(number++);
      } else {
        named.append(each);
      }
    }
    return named.append(' ').toString();
  }

  /** Binds the values to a statement that contains {@link #and}. */
  public <S extends SqlStatement<S>> S bind(S statement) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind(NAME + i, values.get(i));
    }
    return statement;
  }
}
