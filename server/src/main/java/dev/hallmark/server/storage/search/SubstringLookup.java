package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.search.index.SubstringIndex;
import java.util.Optional;

/**
 * Finds rows whose case-folded text contains a substring.
 *
 * @param index used if the database has no index for substrings
 * @param most the maximum number of rows
 */
public record SubstringLookup(Dialect dialect, SubstringIndex index, int most) {
  /**
   * A select of these rows, possibly of more; empty if there is no index or too many rows match.
   *
   * @param substring must not be empty
   */
  Optional<Sql> containing(String substring, Column column, String table, String id) {
    return switch (dialect) {
      case H2 ->
        index
            .containing(substring, most)
            .map(ids -> Sql.of("SELECT d.hit FROM unnest(?) d(hit)", (Object) ids.toArray()));
      case POSTGRESQL -> Optional.empty();
      case POSTGRESQL_WITH_TRIGRAMS ->
        substring.length() < 3
            ? Optional.empty()
            : Optional.of(Sql.of(
                "SELECT " + id + " AS hit FROM " + table + " WHERE " + column.folded() + " LIKE ?",
                "%" + substring.replace("\\", "\\\\") + "%"));
    };
  }
}
