package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.StoreFailures;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Flushes files and folders to disk, and creates stamps from file attributes. */
final class Disk {
  private static final Path SELF = Path.of(".");

  private final FileModes modes;
  private final Consumer<Throwable> failedFlush;

  /** @param failedFlush ends the process, because the state on disk is unknown after a failed flush */
  Disk(FileModes modes, Consumer<Throwable> failedFlush) {
    this.modes = modes;
    this.failedFlush = failedFlush;
  }

  FileModes modes() {
    return modes;
  }

  /** Flushes the entries of a folder. */
  void flush(Folder folder) throws IOException {
    try (FileChannel channel = folder.open(SELF, StandardOpenOption.READ)) {
      flush(channel, false);
    }
  }

  /**
   * Flushes a new file that is not visible yet. Some file systems detect only now that the disk is full. This counts as a failed write:
   * nothing in this file has been acknowledged, and it is deleted instead of flushed again.
   */
  void flushNew(FileChannel file) throws IOException {
    flush(file, true);
  }

  private void flush(FileChannel channel, boolean isNew) throws IOException {
    try {
      channel.force(true);
    } catch (ClosedChannelException e) {
      // the thread was interrupted when the server stops; not a failure of the disk
      throw e;
    } catch (IOException e) {
      if (!isNew || !StoreFailures.isDiskFull(e)) {
        failedFlush.accept(e);
      }
      throw e;
    }
  }

  /** The fingerprint is {@code <modification time in nanoseconds>:<inode>}. It is stored in the database. */
  static FileStamp stamp(BasicFileAttributes file) {
    return new FileStamp(file.size(), nanos(file) + ":" + inode(file.fileKey()));
  }

  /** Limited to the year 2262, the range of nanoseconds in a long. */
  static Instant modifiedAt(BasicFileAttributes file) {
    return Instant.ofEpochSecond(0, nanos(file));
  }

  private static long nanos(BasicFileAttributes file) {
    return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** Only the inode of {@code (dev=fe00,ino=12)}, because device numbers can change at each boot. */
  private static String inode(Object fileKey) {
    String text = String.valueOf(fileKey);
    int at = text.indexOf("ino=");
    return at < 0 ? text : text.substring(at + 4, text.length() - 1);
  }

  /** Deletes a file or a folder with its contents. Deletes symbolic links, not their targets. */
  static void remove(Folder from, Path name) throws IOException {
    Optional<Folder> found = from.folder(name);
    if (found.isEmpty()) {
      from.deleteFile(name);
      return;
    }
    try (Folder folder = found.get()) {
      empty(folder);
    }
    from.deleteFolder(name);
  }

  static void empty(Folder folder) throws IOException {
    for (Path each : folder.names()) {
      remove(folder, each);
    }
  }
}
