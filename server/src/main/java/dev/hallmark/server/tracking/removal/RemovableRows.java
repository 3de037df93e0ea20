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

  /** Deletes some of its rows, at last its own. Returns true if none is left. */
  boolean deleteSome(long id, int limit);
}
