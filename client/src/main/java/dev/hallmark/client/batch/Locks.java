package dev.hallmark.client.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that hold among the threads of this process and among processes. A file's lock belongs to the whole JVM, so each is taken once
 * here and counted. The files stay: to delete a lock's file is to have two locks.
 */
final class Locks {
  private static final Map<Path, ReentrantLock> EXCLUSIVE = new ConcurrentHashMap<>();
  private static final Map<Path, Shared> SHARED = new HashMap<>();

  private final Path folder;

  private static final class Shared {
    private final FileChannel channel;
    private int users;

    Shared(FileChannel channel) {
      this.channel = channel;
    }
  }

  /** Work under a lock. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** A part in a shared lock, until it is closed; closing again does nothing. */
  static final class Use implements AutoCloseable {
    private final Path file;
    private boolean open = true;

    private Use(Path file) {
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      synchronized (SHARED) {
        Shared shared = SHARED.get(file);
        if (open && --shared.users == 0) {
          SHARED.remove(file);
          shared.channel.close();
        }
        open = false;
      }
    }
  }

  Locks(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder).toRealPath();
  }

  /** Waits until nobody else does this kind of work. */
  <T> T alone(String name, Work<T> work) throws IOException {
    Path file = folder.resolve(name);
    ReentrantLock inside = EXCLUSIVE.computeIfAbsent(file, path -> new ReentrantLock());
    inside.lock();
    try (FileChannel channel = open(file);
        FileLock lock = channel.lock()) {
      return work.run();
    } finally {
      inside.unlock();
    }
  }

  /** Keeps {@link #ifUnused} away. */
  Use use(String name) throws IOException {
    Path file = folder.resolve(name);
    synchronized (SHARED) {
      Shared shared = SHARED.get(file);
      if (shared == null) {
        FileChannel channel = open(file);
        channel.lock(0, Long.MAX_VALUE, true);
        shared = new Shared(channel);
        SHARED.put(file, shared);
      }
      shared.users++;
      return new Use(file);
    }
  }

  /** Works if nobody uses the thing, here or in another process; says whether it did. */
  boolean ifUnused(String name, Work<?> work) throws IOException {
    Path file = folder.resolve(name);
    synchronized (SHARED) {
      if (SHARED.containsKey(file)) {
        return false;
      }
      try (FileChannel channel = open(file);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          return false;
        }
        work.run();
        return true;
      } catch (OverlappingFileLockException e) {
        return false; // held by this JVM through another class loader
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
