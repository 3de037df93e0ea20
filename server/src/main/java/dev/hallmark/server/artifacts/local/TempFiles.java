package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for temporary files of this server, next to those of other servers on the same store. The file {@code <folder>.lock} is locked
 * as long as its server runs. A starting server deletes what dead servers left. It reuses one of their folders if there is one, because on
 * a full disk it could not create another.
 */
final class TempFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TempFiles.class);
  private static final String LOCK = ".lock";

  /** Locked by a server while it creates its folder and cleans up others. */
  private static final Path STARTUP_LOCK = Path.of("turns.lock");

  /** Lock files of this process. The operating system would let the same process lock them again, and would then release them. */
  private static final Set<Path> OWN_LOCKS = new HashSet<>();

  private final Folder all;
  private final Path name;
  private final FileChannel lock;
  private final Disk disk;
  private final Folder folder;

  private TempFiles(Folder all, Path name, FileChannel lock, Disk disk, Folder folder) {
    this.all = all;
    this.name = name;
    this.lock = lock;
    this.disk = disk;
    this.folder = folder;
  }

  /** @param name the parent of the folders of all servers; created if missing */
  static TempFiles open(Folder.Root root, Path name, Disk disk) throws IOException {
    try (Folder top = root.open()) {
      Folder all = create(top, name, disk);
      try {
        return open(all, disk);
      } catch (IOException | RuntimeException e) {
        all.close();
        throw e;
      }
    }
  }

  private static TempFiles open(Folder all, Disk disk) throws IOException {
    synchronized (OWN_LOCKS) {
      try (FileChannel startup = channel(all, STARTUP_LOCK);
          FileLock startupLock = startup.lock()) {
        Path name = reuseLeftover(all).orElseGet(() -> Path.of(UUID.randomUUID().toString()));
        FileChannel lock = channel(all, lockFile(name));
        try {
          lock.lock();
          Folder folder = create(all, name, disk);
          OWN_LOCKS.add(all.path().resolve(lockFile(name)));
          return new TempFiles(all, name, lock, disk, folder);
        } catch (IOException | RuntimeException e) {
          lock.close();
          throw e;
        }
      }
    }
  }

  private static Folder create(Folder above, Path name, Disk disk) throws IOException {
    try {
      Files.createDirectory(above.path().resolve(name));
      above.chmod(name, disk.modes().folder());
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{} is there", name);
    }
    disk.flush(above);
    return above.folder(name).orElseThrow(() -> new NotDirectoryException(name.toString()));
  }

  /** Deletes what dead servers left, except for one folder, which is emptied for reuse. */
  private static Optional<Path> reuseLeftover(Folder all) throws IOException {
    Optional<Path> reused = Optional.empty();
    for (Path each : all.names()) {
      boolean isLock = each.toString().endsWith(LOCK);
      if (isHeld(all, isLock ? each : lockFile(each))) {
        continue;
      }
      if (!isLock && reused.isEmpty() && isEmptied(all, each)) {
        reused = Optional.of(each);
      } else {
        Disk.remove(all, each);
      }
    }
    return reused;
  }

  /** Returns false if it is not a folder. */
  private static boolean isEmptied(Folder all, Path name) throws IOException {
    Optional<Folder> found = all.folder(name);
    if (found.isPresent()) {
      try (Folder folder = found.get()) {
        Disk.empty(folder);
      }
    }
    return found.isPresent();
  }

  private static boolean isHeld(Folder all, Path lockFile) throws IOException {
    if (OWN_LOCKS.contains(all.path().resolve(lockFile)) || lockFile.equals(STARTUP_LOCK)) {
      return true;
    }
    if (all.look(lockFile).isEmpty()) {
      return false;
    }
    try (FileChannel channel = channel(all, lockFile);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  /** Whether this entry of the folder for all servers belongs to a server that runs. */
  boolean isOfRunningServer(Path entry) throws IOException {
    synchronized (OWN_LOCKS) {
      return isHeld(all, entry.toString().endsWith(LOCK) ? entry : lockFile(entry));
    }
  }

  /** Deletes this entry of the folder for all servers, unless it belongs to a server that runs. Returns false then. */
  boolean removeOfDeadServer(Path entry) throws IOException {
    synchronized (OWN_LOCKS) {
      try (FileChannel startup = channel(all, STARTUP_LOCK);
          FileLock startupLock = startup.lock()) {
        boolean removable = startupLock.isValid() && !isOfRunningServer(entry);
        if (removable) {
          Disk.remove(all, entry);
        }
        return removable;
      }
    }
  }

  private static Path lockFile(Path folder) {
    return Path.of(folder + LOCK);
  }

  private static FileChannel channel(Folder all, Path file) throws IOException {
    return all.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** A new unique name. */
  Path next() {
    return Path.of(UUID.randomUUID().toString());
  }

  /** Open until this object is closed. */
  Folder folder() {
    return folder;
  }

  FileChannel create(Path file) throws IOException {
    return folder.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Creates an empty folder elsewhere: creates it here and moves it. Java cannot create a folder relative to an open one, and creating it
   * by path could follow a symbolic link.
   */
  void createFolder(Folder above, Path name) throws IOException {
    Path created = next();
    Files.createDirectory(folder.path().resolve(created));
    try {
      folder.chmod(created, disk.modes().folder());
      folder.move(created, above, name);
    } catch (IOException e) {
      discard(created);
      throw e;
    }
  }

  /** Deletes a temporary file or folder if it exists. If that fails, a later start deletes it. */
  void discard(Path file) {
    try {
      if (folder.look(file).isPresent()) {
        Disk.remove(folder, file);
      }
    } catch (IOException e) {
      LOG.warn("could not remove {} below {}", file, folder.path(), e);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (OWN_LOCKS) {
      folder.close();
      isEmptied(all, name);
      Disk.remove(all, lockFile(name));
      OWN_LOCKS.remove(all.path().resolve(lockFile(name)));
      lock.close();
      all.close();
    }
  }
}
