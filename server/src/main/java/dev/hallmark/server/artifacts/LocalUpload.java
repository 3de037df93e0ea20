package dev.hallmark.server.artifacts;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** A file that was received under a temporary name. */
final class LocalUpload implements Incoming {
  private final LocalStore store;
  private final ArtifactPath path;
  private final Path temporary;
  private final Written written;

  private LocalUpload(LocalStore store, ArtifactPath path, Path temporary, Written written) {
    this.store = store;
    this.path = path;
    this.temporary = temporary;
    this.written = written;
  }

  static LocalUpload receive(LocalStore store, ArtifactPath path, InputStream body, long length)
      throws IOException {
    Path temporary = store.unfinished();
    boolean whole = false;
    try {
      Copying copying = write(temporary, body, length);
      if (length >= 0 && copying.bytes() != length) {
        throw RegistryException.invalid(
            Subject.ARTIFACT, Reason.MALFORMED, "Content-Length", length, copying.bytes());
      }
      store.disk().chmod(temporary, store.disk().modes().file());
      Written written = new Written(stamp(temporary), copying.sha256Hex());
      whole = true;
      return new LocalUpload(store, path, temporary, written);
    } finally {
      if (!whole) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static Copying write(Path temporary, InputStream body, long length) throws IOException {
    try (FileChannel out = FileChannel.open(
        temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      Copying copying = new Copying().pass(body, out, length);
      out.force(true);
      return copying;
    }
  }

  static FileStamp stamp(Path file) throws IOException {
    return Disk.stamp(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public Written commit() {
    return Disk.call(() -> {
      store.put(temporary, path);
      return written;
    });
  }

  @Override
  public void close() {
    Disk.call(() -> Files.deleteIfExists(temporary));
  }
}
