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

/** Flushes files and folders to disk, and knows the modes of what is written to it. */
final class Disk {
  private static final Path ITSELF = Path.of(".");

  private final FileModes modes;
  private final Consumer<Throwable> failedFlush;

  /** @param failedFlush ends the process: after a failed flush nobody knows what is on disk */
  Disk(FileModes modes, Consumer<Throwable> failedFlush) {
    this.modes = modes;
    this.failedFlush = failedFlush;
  }

  FileModes modes() {
    return modes;
  }

  /** Flushes a folder's list of names. */
  void flush(Folder folder) throws IOException {
    try (FileChannel channel = folder.open(ITSELF, StandardOpenOption.READ)) {
      flush(channel, false);
    }
  }

  /**
   * Flushes a file that nobody knows of yet. Some file systems notice only now that there is no space for it. That is
   * like a failed write: nothing in this file has been acknowledged, and it is removed, never flushed again.
   */
  void flushNew(FileChannel file) throws IOException {
    flush(file, true);
  }

  private void flush(FileChannel channel, boolean isNew) throws IOException {
    try {
      channel.force(true);
    } catch (
        ClosedChannelException
            e) { // interrupted, as the server stops: the disk has reported nothing
      throw e;
    } catch (IOException e) {
      if (!isNew || !StoreFailures.isDiskFull(e)) {
        failedFlush.accept(e);
      }
      throw e;
    }
  }

  /** The fingerprint is {@code <nanoseconds of the last change>:<inode>}; rows of the database contain it. */
  static FileStamp stamp(BasicFileAttributes file) {
    return new FileStamp(file.size(), nanos(file) + ":" + inode(file.fileKey()));
  }

  /** No later than the year 2262, whatever a program has set. */
  static Instant modifiedAt(BasicFileAttributes file) {
    return Instant.ofEpochSecond(0, nanos(file));
  }

  private static long nanos(BasicFileAttributes file) {
    return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** Of {@code (dev=fe00,ino=12)} only the inode: devices are numbered anew when a machine starts. */
  private static String inode(Object fileKey) {
    String text = String.valueOf(fileKey);
    int at = text.indexOf("ino=");
    return at < 0 ? text : text.substring(at + 4, text.length() - 1);
  }

  /** Removes a file or a tree; symbolic links go, what they point at stays. */
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
