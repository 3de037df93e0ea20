package dev.hallmark.server.storage.search;

import java.util.List;
import java.util.Optional;

/** Knows in which texts a piece stands, for an engine that has no index for it. */
public interface SubstringIndex {
  /** For engines that have one. */
  SubstringIndex NONE = (piece, most) -> Optional.empty();

  /**
   * The ids of at least all rows whose folded text has this piece in it; empty when they are more than so many.
   *
   * @param piece not empty
   */
  Optional<List<Long>> having(String piece, int most);
}
