package dev.hallmark.server.storage.file;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * Puts right what keeps H2 2.5.252 from freeing space after a crash. A dead chunk that was being overwritten when the power
 * went has no place any more; H2 queues it to be dropped, but never drops one without a place, nor any that is queued
 * behind it. H2 offers no way to say so: its own method for orphaned chunks is called by reflection.
 */
public final class LostChunks {
  private LostChunks() {}

  /** For a store that was opened just now and is not in use yet. */
  public static void forget(MVStore store) {
    FileStore<?> file = store.getFileStore();
    store.executeFilestoreOperation(() -> forget(file));
  }

  private static void forget(FileStore<?> file) {
    try {
      Field queue = FileStore.class.getDeclaredField("deadChunks");
      queue.setAccessible(true);
      Method drop = FileStore.class.getDeclaredMethod("dropOrphanedChunk", Chunk.class);
      drop.setAccessible(true);
      Collection<?> dead = (Collection<?>) queue.get(file);
      for (Chunk<?> chunk : lost(dead)) {
        dead.remove(chunk);
        drop.invoke(file, chunk);
      }
    } catch (NoSuchFieldException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("this version of H2 is not the one that Hallmark knows", e);
    }
  }

  private static List<? extends Chunk<?>> lost(Collection<?> dead) {
    return dead.stream()
        .map(chunk -> (Chunk<?>) chunk)
        .filter(chunk -> chunk.block == 0)
        .toList();
  }
}
