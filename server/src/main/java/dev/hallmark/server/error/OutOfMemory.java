package dev.hallmark.server.error;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process after an OutOfMemoryError. The state of libraries cannot be trusted after it (H2, for example, closes the database), and
 * an essential thread may have died. A restart recovers reliably. Acknowledged changes are flushed to disk.
 */
public final class OutOfMemory {
  /** Different from 3, the status of the JVM's {@code -XX:+ExitOnOutOfMemoryError}. */
  public static final int EXIT_STATUS = 4;

  // allocated in advance: after the error there may be no memory for it
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

  /** Installs an uncaught exception handler, so that no thread dies of this error unnoticed. */
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
      // there is no other way to report it
    } finally {
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
  }
}
