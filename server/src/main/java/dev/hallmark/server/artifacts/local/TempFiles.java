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
 * The folder in which one server makes its files, beside those of the other servers on the same store. A file {@code
 * <folder>.lock} is locked as long as its server lives; what a dead one left is removed by the next that starts. That one
 * takes over an empty folder where there is one, since on a full disk it could not make another.
 */
final class TempFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TempFiles.class);
  private static final String LOCK = ".lock";

  /** Held by a server while it makes its folder and looks at the others. */
  private static final Path TURNS = Path.of("turns.lock");

  /** Those of this process. The operating system would not refuse them to us, and would forget them. */
  private static final Set<Path> OURS = new HashSet<>();

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

  /** @param name of the folder of all servers' folders, made where it is missing */
  static TempFiles open(Folder.Root root, Path name, Disk disk) throws IOException {
    try (Folder top = root.open()) {
      Folder all = make(top, name, disk);
      try {
        return open(all, disk);
      } catch (IOException | RuntimeException e) {
        all.close();
        throw e;
      }
    }
  }

  private static TempFiles open(Folder all, Disk disk) throws IOException {
    synchronized (OURS) {
      try (FileChannel turns = channel(all, TURNS);
          FileLock turn = turns.lock()) {
        Path name = takeLeft(all).orElseGet(() -> Path.of(UUID.randomUUID().toString()));
        FileChannel lock = channel(all, lockFile(name));
        try {
          lock.lock();
          Folder folder = make(all, name, disk);
          OURS.add(all.path().resolve(lockFile(name)));
          return new TempFiles(all, name, lock, disk, folder);
        } catch (IOException | RuntimeException e) {
          lock.close();
          throw e;
        }
      }
    }
  }

  private static Folder make(Folder above, Path name, Disk disk) throws IOException {
    try {
      Files.createDirectory(above.path().resolve(name));
      above.chmod(name, disk.modes().folder());
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{} is there", name);
    }
    disk.flush(above);
    return above.folder(name).orElseThrow(() -> new NotDirectoryException(name.toString()));
  }

  /** Removes what dead servers left, but for one folder, which is emptied. */
  private static Optional<Path> takeLeft(Folder all) throws IOException {
    Optional<Path> taken = Optional.empty();
    for (Path each : all.names()) {
      boolean isLock = each.toString().endsWith(LOCK);
      if (isHeld(all, isLock ? each : lockFile(each))) {
        continue;
      }
      if (!isLock && taken.isEmpty() && isEmptied(all, each)) {
        taken = Optional.of(each);
      } else {
        Disk.remove(all, each);
      }
    }
    return taken;
  }

  /** False for what is no folder. */
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
    if (OURS.contains(all.path().resolve(lockFile)) || lockFile.equals(TURNS)) {
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

  private static Path lockFile(Path folder) {
    return Path.of(folder + LOCK);
  }

  private static FileChannel channel(Folder all, Path file) throws IOException {
    return all.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** A name for something new. */
  Path next() {
    return Path.of(UUID.randomUUID().toString());
  }

  /** Held open as long as this is. */
  Folder folder() {
    return folder;
  }

  FileChannel create(Path file) throws IOException {
    return folder.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Makes an empty folder elsewhere. It is made here and moved: Java cannot make one relative to an open folder, and must not
   * follow a link that has come to lie on the way there.
   */
  void makeFolder(Folder above, Path name) throws IOException {
    Path made = next();
    Files.createDirectory(folder.path().resolve(made));
    try {
      folder.chmod(made, disk.modes().folder());
      folder.move(made, above, name);
    } catch (IOException e) {
      discard(made);
      throw e;
    }
  }

  /** Removes what is not to be finished, if it is there. What cannot be removed is left to the next start. */
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
    synchronized (OURS) {
      folder.close();
      isEmptied(all, name);
      Disk.remove(all, lockFile(name));
      OURS.remove(all.path().resolve(lockFile(name)));
      lock.close();
      all.close();
    }
  }
}
