package dev.hallmark.server.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The folder in which one server makes its files, beside those of the other servers on the same store. A file {@code
 * <folder>.lock} is locked as long as its server lives; what a dead one left is removed by the next that starts.
 */
final class Unfinished implements AutoCloseable {
  private static final String LOCK = ".lock";

  /** Held by a server while it makes its folder and looks at the others. */
  private static final String TURNS = "turns.lock";

  /** Those of this process. The operating system would not refuse them to us, and would forget them. */
  private static final Set<Path> OURS = new HashSet<>();

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private Unfinished(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** @param all there already, the folder of all servers' folders */
  static Unfinished open(Path all, Disk disk) throws IOException {
    synchronized (OURS) {
      try (FileChannel turns = channel(all.resolve(TURNS));
          FileLock turn = turns.lock()) {
        removeLeft(all);
        Path folder = all.resolve(UUID.randomUUID().toString());
        Path lockFile = lockFile(folder);
        FileChannel lock = channel(lockFile);
        lock.lock();
        OURS.add(lockFile);
        disk.makeFolders(folder);
        return new Unfinished(folder, lockFile, lock);
      }
    }
  }

  private static void removeLeft(Path all) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(all)) {
      for (Path each : entries) {
        Path lockFile = each.toString().endsWith(LOCK) ? each : lockFile(each);
        if (!isHeld(lockFile)) {
          Disk.remove(each);
        }
      }
    }
  }

  private static boolean isHeld(Path lockFile) throws IOException {
    if (OURS.contains(lockFile) || lockFile.endsWith(TURNS)) {
      return true;
    }
    if (!Files.exists(lockFile)) {
      return false;
    }
    try (FileChannel channel = channel(lockFile);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  private static Path lockFile(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** A name for something new. */
  Path next() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  @Override
  public void close() throws IOException {
    synchronized (OURS) {
      Disk.remove(folder);
      Disk.remove(lockFile);
      OURS.remove(lockFile);
      lock.close();
    }
  }
}
