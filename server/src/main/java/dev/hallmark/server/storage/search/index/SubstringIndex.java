package dev.hallmark.server.storage.search.index;

import java.util.List;
import java.util.Optional;

/** Finds texts that contain a substring, for a database without such an index. */
public interface SubstringIndex {
  /** For databases that have such an index. */
  SubstringIndex NONE = (substring, most) -> Optional.empty();

  /**
   * The ids of all rows whose case-folded text contains this substring, possibly of more; empty if there are more than the maximum.
   *
   * @param substring must not be empty
   */
  Optional<List<Long>> containing(String substring, int most);
}
