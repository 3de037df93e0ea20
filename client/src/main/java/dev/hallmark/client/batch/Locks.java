package dev.hallmark.client.batch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Locks among threads, among processes, and among copies of this class that other class loaders of the same JVM have loaded.
 *
 * <p>To the operating system a file lock belongs to the whole JVM: the JVM cannot take it twice, and loses it when it closes any
 * channel on that file. So whoever works alone holds the monitor of the file's interned name first, which every class loader sees; and each
 * use has a file of its own, with the process in its name, which nobody else in this JVM opens.
 */
final class Locks {
  private static final long PAUSE_MILLIS = 10;
  private static final String PROCESS = process();

  private final Path folder;

  /** Work under a lock. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Keeps a thing from being removed until it is closed; closing again does nothing. */
  static final class Use implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private Use(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /** What the work returns, with the use going on; where the work fails, the use ends. */
    <T> T keptFor(Work<T> work) throws IOException {
      try {
        return work.run();
      } catch (IOException | RuntimeException | Error failure) {
        closeAfter(failure, this);
        throw failure;
      }
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        Files.deleteIfExists(file);
      }
    }
  }

  Locks(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder).toRealPath();
  }

  private static String process() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + start; // numbers of processes are given again
  }

  /** Waits until nobody else does this kind of work. */
  <T> T alone(String name, Work<T> work) throws IOException {
    Path file = folder.resolve(name);
    synchronized (("lock of hallmark-client: " + file).intern()) {
      try (FileChannel channel = open(file);
          FileLock lock = await(channel)) {
        return work.run();
      }
    }
  }

  /**
   * Asks again and again: where the threads of two processes wait for each other's locks, the operating system counts whole processes, sees a
   * deadlock that is none, and refuses to wait.
   */
  private static FileLock await(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    while (lock == null) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
      lock = channel.tryLock();
    }
    return lock;
  }

  /** Makes {@link #ifUnused} refuse, for as long as the use is open and this process lives. */
  Use use(String name) throws IOException {
    return alone(name, () -> {
      isUsed(name); // removes what killed processes left
      Path file = folder.resolve(name + "." + PROCESS + "." + UUID.randomUUID());
      Use use = new Use(file, open(file));
      return use.keptFor(() -> {
        use.channel.lock();
        return use;
      });
    });
  }

  /** Works if nobody uses the thing, here or in another process; says whether it did. */
  boolean ifUnused(String name, Work<?> work) throws IOException {
    return alone(name, () -> {
      boolean isFree = !isUsed(name);
      if (isFree) {
        work.run();
      }
      return isFree;
    });
  }

  private boolean isUsed(String name) throws IOException {
    List<Path> uses;
    try (Stream<Path> files = Files.list(folder)) {
      uses = files
          .filter(file -> file.getFileName().toString().startsWith(name + "."))
          .toList();
    }
    boolean isUsed = false;
    for (Path file : uses) {
      isUsed |= isHeld(file, name);
    }
    return isUsed;
  }

  /** A file whose process was killed is removed. One of this process is not opened, since that would release it. */
  private static boolean isHeld(Path file, String name) throws IOException {
    if (file.getFileName().toString().startsWith(name + "." + PROCESS + ".")) {
      return Files.exists(file);
    }
    try (FileChannel channel = open(file);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.delete(file);
      }
      return lock == null;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** A second failure goes along with the first. */
  static void closeAfter(Throwable failure, AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }
}
