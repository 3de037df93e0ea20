package dev.hallmark.server.artifacts;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the local store asks of the file system: folders that outlast a power cut, modes, removal. */
final class Disk {
  private static final int REMEMBERED = 10_000;

  private final FileModes modes;
  private final boolean posix;
  private final Consumer<Throwable> failedForce;
  private final Set<Path> forcedFolders = Collections.synchronizedSet(newest());

  /** @param failedForce ends the process: after a failed force nobody knows what is on disk */
  Disk(Path root, FileModes modes, Consumer<Throwable> failedForce) {
    this.modes = modes;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    this.failedForce = failedForce;
  }

  /** Work on files. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does it, and answers a failing disk with UNAVAILABLE. */
  static <T> T call(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw RegistryException.unavailable(Subject.STORAGE, e);
    }
  }

  FileModes modes() {
    return modes;
  }

  void chmod(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (posix) {
      Files.setPosixFilePermissions(path, mode); // not at creation: the umask would take from it
    }
  }

  /** Makes the folder and those above it where they are missing; each has its name on disk when this returns. */
  void makeFolders(Path folder) throws IOException {
    if (forcedFolders.contains(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      makeFolders(folder.getParent());
      try {
        Files.createDirectory(folder);
        chmod(folder, modes.folder());
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
    }
    force(
        folder.getParent()); // also when another thread made it: it may not have come to this line
    // yet
    forcedFolders.add(folder);
  }

  /** Forgets that these folders are there, before they are removed or when one proved to be gone. */
  void forget(Path folder) {
    synchronized (forcedFolders) {
      forcedFolders.removeIf(known -> known.startsWith(folder));
    }
  }

  /** Forces a folder's list of names. */
  void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      try {
        channel.force(true);
      } catch (IOException e) {
        failedForce.accept(e);
        throw e;
      }
    }
  }

  static FileStamp stamp(BasicFileAttributes file) {
    return new FileStamp(
        file.size(), file.lastModifiedTime().to(TimeUnit.NANOSECONDS), inode(file.fileKey()));
  }

  /** Of {@code (dev=fe00,ino=12)} only the inode: devices are numbered anew when a machine starts. */
  private static String inode(Object fileKey) {
    String text = String.valueOf(fileKey);
    int at = text.indexOf("ino=");
    return at < 0 ? text : text.substring(at + 4, text.length() - 1);
  }

  /** Removes a file or a tree; symbolic links go, what they point at stays. */
  static void remove(Path tree) throws IOException {
    Files.walkFileTree(tree, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, IOException failed)
          throws IOException {
        if (failed != null) {
          throw failed;
        }
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  static <T> Set<T> newest() {
    return Collections.newSetFromMap(new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    });
  }
}
