package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.util.Set;

/** Says in the server's own terms that a store failed. */
public final class StoreFailures {
  /** In the operating system's English; in another language a full disk counts as a failed one. */
  private static final Set<String> DISK_FULL =
      Set.of("No space left on device", "Disk quota exceeded");

  private StoreFailures() {}

  /** Work on files. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Does the work. Throws UNAVAILABLE when the disk fails or is full, so only for work that leaves nothing behind then. */
  public static <T> T call(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw isDiskFull(e)
          ? RegistryException.readOnly("disk")
          : RegistryException.unavailable(Subject.STORAGE, e);
    }
  }

  public static boolean isDiskFull(IOException e) {
    String message = String.valueOf(e.getMessage());
    return DISK_FULL.stream().anyMatch(message::endsWith);
  }
}
