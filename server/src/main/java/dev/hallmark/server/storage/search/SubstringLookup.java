package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.search.index.SubstringIndex;
import java.util.Optional;

/**
 * How rows are found whose folded text contains a substring.
 *
 * @param texts asked where the engine cannot do it
 * @param most more rows than so many are of no use
 */
public record SubstringLookup(Dialect dialect, SubstringIndex texts, int most) {
  /**
   * A select of such rows, and perhaps of more; empty when there is no index, or it knows of too many.
   *
   * @param substring not empty
   */
  Optional<Sql> having(String substring, Column column, String table, String id) {
    return switch (dialect) {
      case H2 ->
        texts
            .having(substring, most)
            .map(ids -> Sql.of("SELECT d.hit FROM unnest(?) d(hit)", (Object) ids.toArray()));
      case POSTGRESQL -> Optional.empty();
      case POSTGRESQL_WITH_TRIGRAMS ->
        substring.length() < 3
            ? Optional.empty()
            : Optional.of(Sql.of(
                "SELECT " + id + " AS hit FROM " + table + " WHERE " + column.folded() + " like ?",
                "%" + substring.replace("\\", "\\\\") + "%"));
    };
  }
}
