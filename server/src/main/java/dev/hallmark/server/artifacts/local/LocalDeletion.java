package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.StoreFailures;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Deletes files and folders: moves them to temporary names, flushes their folder, and then deletes them there. */
record LocalDeletion(FileMoves moves, TempFiles tempFiles) {
  /** Returns false if nothing exists at the path. */
  boolean delete(ArtifactPath path) {
    Path removed = tempFiles.next();
    boolean found = StoreFailures.call(() -> moves.remove(path, removed));
    tempFiles.discard(removed);
    return found;
  }

  /** As {@link #delete}, also for symbolic links themselves and for special files. */
  void deleteAny(ArtifactPath path) {
    Path removed = tempFiles.next();
    StoreFailures.call(() -> moves.removeAny(path, removed));
    tempFiles.discard(removed);
  }

  /** See {@link dev.hallmark.server.artifacts.store.ArtifactStore#deleteAll}. */
  int deleteAll(List<ArtifactPath> paths, BooleanSupplier stop) {
    Set<ArtifactPath> changed = new HashSet<>();
    int deleted = 0;
    try {
      do {
        ArtifactPath path = paths.get(deleted);
        Path removed = tempFiles.next();
        changed.add(StoreFailures.call(() -> moves.removeUnflushed(path, removed)));
        tempFiles.discard(removed);
        deleted++;
      } while (deleted < paths.size() && !stop.getAsBoolean());
    } finally {
      changed.forEach(this::flush);
    }
    return deleted;
  }

  private void flush(ArtifactPath folder) {
    StoreFailures.call(() -> {
      moves.flush(folder);
      return true;
    });
  }

  void deleteIfEmpty(ArtifactPath folder) {
    StoreFailures.call(() -> {
      moves.removeIfEmpty(folder);
      return true;
    });
  }
}
