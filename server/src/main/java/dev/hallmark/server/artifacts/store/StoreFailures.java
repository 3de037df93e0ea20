package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.util.Set;

/** Converts I/O failures of a store to errors of the server. */
public final class StoreFailures {
  /** English messages of the operating system; with another language, a full disk is reported as a failed one. */
  private static final Set<String> DISK_FULL =
      Set.of("No space left on device", "Disk quota exceeded");

  private StoreFailures() {}

  /** An operation on files. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Runs the operation. Throws UNAVAILABLE if the disk fails or is full. Only for operations that have no effect after a failure. */
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
