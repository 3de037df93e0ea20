package dev.hallmark.server.api.log;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file of lines that moves aside when it is full: {@code access.log}, then {@code access.log.1} and so on. After a
 * failure, as on a full disk, the next line opens it anew. For one thread.
 */
final class LogFile implements AutoCloseable {
  private static final long FULL = 64L << 20;
  private static final int KEPT = 4;
  private static final Set<StandardOpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Who asked for what is its owner's business. What is there already keeps the mode that it has. */
  private static final FileAttribute<?> FOLDER_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<?> FILE_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path; // where it never moves aside, the empty path
  private final long full;
  private Writer writer;
  private long size;
  private boolean broken;

  private LogFile(Path path, long full, Writer writer, long size) {
    this.path = path;
    this.full = full;
    this.writer = writer;
    this.size = size;
  }

  static LogFile at(Path path) throws IOException {
    return at(path, FULL);
  }

  /** @param full the size in bytes from which on the next line goes to a new file */
  static LogFile at(Path path, long full) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (POSIX && folder != null) {
      Files.createDirectories(folder, FOLDER_MODE);
    } else if (folder != null) {
      Files.createDirectories(folder);
    }
    return new LogFile(path, full, append(path), Files.size(path));
  }

  static LogFile standardOutput() {
    return new LogFile(
        Path.of(""), Long.MAX_VALUE, new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 0);
  }

  static LogFile none() {
    return new LogFile(Path.of(""), Long.MAX_VALUE, Writer.nullWriter(), 0);
  }

  private static Writer append(Path path) throws IOException {
    OutputStream out = Channels.newOutputStream(
        POSIX ? FileChannel.open(path, APPENDING, FILE_MODE) : FileChannel.open(path, APPENDING));
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  void write(String line) throws IOException {
    orBroken(() -> {
      if (broken) {
        reopen();
      }
      if (size >= full) {
        moveAside();
      }
      put(line);
    });
  }

  private void put(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
    size += line.length() + 1;
  }

  void flush() throws IOException {
    orBroken(() -> writer.flush());
  }

  private interface Work {
    void run() throws IOException;
  }

  private void orBroken(Work work) throws IOException {
    try {
      work.run();
      broken = false;
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** What the old writer still holds is lost. A line of which only a part came to the disk is ended. */
  private void reopen() throws IOException {
    if (path.toString().isEmpty()) {
      return;
    }
    try {
      writer.close();
    } catch (IOException e) {
      // it failed before, and was told then
    }
    writer = append(path);
    size = Files.size(path);
    if (isTorn()) {
      put("");
    }
  }

  private boolean isTorn() throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      return size > 0 && file.position(size - 1).read(last) == 1 && last.get(0) != '\n';
    }
  }

  private void moveAside() throws IOException {
    writer.close();
    for (int i = KEPT; i > 0; i--) {
      Path from = i == 1 ? path : numbered(i - 1);
      if (Files.exists(from)) {
        Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    writer = append(path);
    size = 0;
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  /** Standard output is not ours to close. */
  @Override
  public void close() throws IOException {
    if (path.toString().isEmpty()) {
      writer.flush();
    } else {
      writer.close();
    }
  }
}
