package dev.hallmark.server.error;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process when the memory ran out. After that no library's state can be trusted (H2, for one, closes the
 * database), and a thread that everybody waits for may be gone. A server that was started again works; one that goes on
 * may neither work nor end. What was acknowledged is on the disk.
 */
public final class OutOfMemory {
  /** The JVM's own {@code -XX:+ExitOnOutOfMemoryError} ends with 3. */
  public static final int EXIT_STATUS = 4;

  // made beforehand: now there may be no memory for it
  private static final byte[] LAST_WORDS =
      "hallmark: the memory ran out, and the server stops at once. Start it with a larger heap (-Xmx).\n"
          .getBytes(StandardCharsets.UTF_8);
  private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory() {}

  /** Ends the process if this failure is, or was caused by, an OutOfMemoryError. */
  public static void endIfIn(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError) {
        end();
      }
    }
  }

  /** From now on a thread that nobody else watches over does not end unnoticed with this error. */
  public static void watchAllThreads() {
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      endIfIn(failure);
      if (usual == null) {
        System.err.println("Exception in thread \"" + thread.getName() + '"');
        failure.printStackTrace();
      } else {
        usual.uncaughtException(thread, failure);
      }
    });
  }

  private static void end() {
    try {
      STANDARD_ERROR.write(LAST_WORDS);
    } catch (IOException e) {
      // nobody is left who could be told
    } finally {
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
  }
}
