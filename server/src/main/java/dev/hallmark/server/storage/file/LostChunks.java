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
 * Works around a defect of H2 2.5.252, which stops freeing space after a crash. A dead chunk that was being overwritten during a power
 * failure has no position any more. H2 queues it for removal, but removes neither it nor the chunks after it. H2 has no public API for
 * this, so its own method for orphaned chunks is called by reflection.
 */
public final class LostChunks {
  private LostChunks() {}

  /** The store must have just been opened and not be in use. */
  public static void drop(MVStore store) {
    FileStore<?> file = store.getFileStore();
    store.executeFilestoreOperation(() -> drop(file));
  }

  private static void drop(FileStore<?> file) {
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
