package dev.hallmark.server.storage.migration;

import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.storage.file.FolderFlush;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder of an embedded database, with mode 0700, locked by one server at a time. */
public final class DataFolder implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      permissions("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      permissions("rw-------");

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Creates the folder if missing, and locks it until closed. Throws {@link StorageException} if another server has locked it. */
  public static DataFolder lock(Path folder) {
    try {
      createFolder(folder.toAbsolutePath());
      Path lockFile = createFile(folder.resolve("hallmark.lock"));
      FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new StorageException("another Hallmark server is using the data folder " + folder);
      }
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new StorageException("the data folder " + folder + " cannot be used: " + reason(e), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another server in this process
    }
  }

  /**
   * Creates an empty file if missing. Its folder entry is flushed when this returns, so that the file cannot vanish together with its
   * contents.
   */
  public Path file(String name) {
    try {
      return createFile(folder.resolve(name));
    } catch (IOException e) {
      throw new StorageException("the data folder " + folder + " cannot be used: " + reason(e), e);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createFolder(parent);
    }
    Files.createDirectory(folder, OWNER_FOLDER);
    if (parent != null) {
      FolderFlush.of(parent);
    }
  }

  private static Path createFile(Path file) throws IOException {
    try {
      Files.createFile(file, OWNER_FILE);
      FolderFlush.of(file.toAbsolutePath().getParent());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
        throw new IOException(file + " is not a file that can be written", e);
      }
    }
    return file;
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String rights) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
  }

  /** Java's file exceptions often have only the path as message; the class name tells what failed. */
  static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StorageException("the data folder " + folder + " could not be released", e);
    }
  }
}
