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
 * A log file that is rotated when it is full: {@code access.log} becomes {@code access.log.1} and so on. After a failure, such as a full
 * disk, the next write reopens it. Not thread-safe.
 */
final class LogFile implements AutoCloseable {
  private static final long FULL = 64L << 20;
  private static final int ROTATED_FILES = 4;
  private static final Set<StandardOpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Only the owner may read the log. Existing files and folders keep their mode. */
  private static final FileAttribute<?> FOLDER_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<?> FILE_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path; // empty if the file is never rotated
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

  /** @param full the size in bytes from which the file is rotated */
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
    trackFailure(() -> {
      if (broken) {
        reopen();
      }
      if (size >= full) {
        rotate();
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
    trackFailure(() -> writer.flush());
  }

  private interface Work {
    void run() throws IOException;
  }

  private void trackFailure(Work work) throws IOException {
    try {
      work.run();
      broken = false;
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** Reopens the file. Text buffered in the old writer is lost. An incomplete last line is terminated. */
  private void reopen() throws IOException {
    if (path.toString().isEmpty()) {
      return;
    }
    try {
      writer.close();
    } catch (IOException e) {
      // the failure was reported before
    }
    writer = append(path);
    size = Files.size(path);
    if (endsInsideLine()) {
      put("");
    }
  }

  private boolean endsInsideLine() throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      return size > 0 && file.position(size - 1).read(last) == 1 && last.get(0) != '\n';
    }
  }

  private void rotate() throws IOException {
    writer.close();
    for (int i = ROTATED_FILES; i > 0; i--) {
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

  /** Flushes standard output instead of closing it. */
  @Override
  public void close() throws IOException {
    if (path.toString().isEmpty()) {
      writer.flush();
    } else {
      writer.close();
    }
  }
}
