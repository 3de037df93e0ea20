package dev.hallmark.server.auth;

import dev.hallmark.server.storage.search.Sql;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which rows a caller may see, as a condition for SQL.
 *
 * @param condition with {@code {id}} where the column with the resource's internal id belongs, and a question mark for each value;
 *     empty when all may be seen
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

  /** The condition on this column, for a search; none when all may be seen. */
  public List<Sql> tests(String column) {
    return isAll() ? List.of() : List.of(Sql.of(on(column), values.toArray()));
  }

  private String on(String column) {
    return "(" + condition.replace(ID, column) + ")";
  }

  /** {@code and <condition>} for a statement with named parameters, which {@link #bind} fills; empty when all may be seen. */
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

  /** Gives the values to a statement that has {@link #and} in it. */
  public <S extends SqlStatement<S>> S bind(S statement) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind(NAME + i, values.get(i));
    }
    return statement;
  }
}
