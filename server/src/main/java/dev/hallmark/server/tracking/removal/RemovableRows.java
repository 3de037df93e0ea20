package dev.hallmark.server.tracking.removal;

import java.util.List;
import java.util.Optional;

/** The rows of runs or of logged models. */
interface RemovableRows {
  /** Those between these internal ids that can be deleted, the first exclusive, the last inclusive. */
  List<Removable> between(long after, long last);

  long highestId();

  Optional<Long> lock(long id);

  Optional<Removable> find(long id);

  /** Moves it to {@link RemovalStore#REMOVED}. */
  void hide(long id);

  /** Deletes at most so many of its rows, at last its own. Returns how many: none is left if it was fewer. */
  int deleteSome(long id, int limit);
}
