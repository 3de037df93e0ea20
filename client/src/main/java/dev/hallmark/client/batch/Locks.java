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
 * Locks between threads, between processes, and between copies of this class in different class loaders of one JVM.
 *
 * <p>A file lock belongs to the whole JVM process: the JVM cannot acquire it twice, and loses it when it closes any channel of that file.
 * Therefore {@link #exclusively} first takes the monitor of the interned file name, which all class loaders share. Each {@link Use} has its
 * own file, with the process in its name, which no other code in this JVM opens.
 */
final class Locks {
  private static final long PAUSE_MILLIS = 10;
  private static final String PROCESS = process();

  private final Path folder;

  /** Code that runs while a lock is held. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** A shared lock that prevents removal until it is closed. Closing it again has no effect. */
  static final class Use implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private Use(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /** Runs the work and keeps this lock, or closes it if the work fails. */
    <T> T closeOnFailure(Work<T> work) throws IOException {
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
    return self.pid() + "-" + start; // process ids are reused
  }

  /** Runs the work under the exclusive lock of this name. */
  <T> T exclusively(String name, Work<T> work) throws IOException {
    Path file = folder.resolve(name);
    synchronized (("lock of hallmark-client: " + file).intern()) {
      try (FileChannel channel = open(file);
          FileLock lock = await(channel)) {
        return work.run();
      }
    }
  }

  /**
   * Polls instead of blocking: if threads of two processes wait for each other's locks, the operating system compares whole processes,
   * reports a deadlock that does not exist, and refuses to wait.
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

  /** Takes a shared lock, which makes {@link #ifUnused} return false until it is closed or this process ends. */
  Use use(String name) throws IOException {
    return exclusively(name, () -> {
      isUsed(name); // removes files of killed processes
      Path file = folder.resolve(name + "." + PROCESS + "." + UUID.randomUUID());
      Use use = new Use(file, open(file));
      return use.closeOnFailure(() -> {
        use.channel.lock();
        return use;
      });
    });
  }

  /** Runs the work if no thread or process holds a shared lock of this name; returns whether it ran. */
  boolean ifUnused(String name, Work<?> work) throws IOException {
    return exclusively(name, () -> {
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

  /** Deletes the lock file of a killed process. A file of this process is not opened, because closing it would release the lock. */
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

  /** Closes the resource; a failure is added to the first one as suppressed. */
  static void closeAfter(Throwable failure, AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }
}
