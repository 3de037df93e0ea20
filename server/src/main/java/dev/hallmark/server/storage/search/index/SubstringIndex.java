package dev.hallmark.server.storage.search.index;

import java.util.List;
import java.util.Optional;

/** Knows which texts contain a substring, for an engine that has no index for it. */
public interface SubstringIndex {
  /** For engines that have one. */
  SubstringIndex NONE = (substring, most) -> Optional.empty();

  /**
   * The ids of at least all rows whose folded text has this substring in it; empty when they are more than so many.
   *
   * @param substring not empty
   */
  Optional<List<Long>> having(String substring, int most);
}
