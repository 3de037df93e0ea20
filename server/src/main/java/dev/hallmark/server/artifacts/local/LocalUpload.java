package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** An uploaded file under a temporary name. */
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

  static LocalUpload receive(
      LocalStore store,
      ArtifactPath path,
      InputStream body,
      long length,
      Set<PosixFilePermission> mode)
      throws IOException {
    Path temporary = store.tempFiles().next();
    boolean whole = false;
    try {
      Copying copying = write(store, temporary, body, length);
      if (length >= 0 && copying.bytes() != length) {
        throw RegistryException.invalid(
            Subject.ARTIFACT, Reason.MALFORMED, "Content-Length", length, copying.bytes());
      }
      Folder folder = store.tempFiles().folder();
      folder.chmod(temporary, mode);
      Written written = new Written(stamp(folder, temporary), copying.sha256Hex());
      whole = true;
      return new LocalUpload(store, path, temporary, written);
    } finally {
      if (!whole) {
        store.tempFiles().discard(temporary);
      }
    }
  }

  private static Copying write(LocalStore store, Path temporary, InputStream body, long length)
      throws IOException {
    try (FileChannel out = store.tempFiles().create(temporary)) {
      Copying copying = new Copying().copy(body, out, length);
      store.disk().flushNew(out);
      return copying;
    }
  }

  static FileStamp stamp(Folder folder, Path file) throws IOException {
    return folder
        .look(file)
        .map(Disk::stamp)
        .orElseThrow(() -> new IOException("removed while it was written: " + file));
  }

  @Override
  public Written commit() {
    StoreFailures.call(() -> {
      store.moves().put(temporary, path);
      return true;
    });
    return written;
  }

  @Override
  public void close() {
    store.tempFiles().discard(temporary);
  }
}
