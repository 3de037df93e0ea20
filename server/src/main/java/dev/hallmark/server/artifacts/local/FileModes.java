package dev.hallmark.server.artifacts.local;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who besides the server's own user may read what it writes to disk. */
public enum FileModes {
  /** The group may: 0640 and 0750. */
  GROUP("rw-r-----", "r--r-----", "rwxr-x---"),
  /** Nobody may: 0600 and 0700. */
  PRIVATE("rw-------", "r--------", "rwx------");

  private final Set<PosixFilePermission> file;
  private final Set<PosixFilePermission> sealed;
  private final Set<PosixFilePermission> folder;

  FileModes(String file, String sealed, String folder) {
    this.file = PosixFilePermissions.fromString(file);
    this.sealed = PosixFilePermissions.fromString(sealed);
    this.folder = PosixFilePermissions.fromString(folder);
  }

  Set<PosixFilePermission> file() {
    return file;
  }

  /** Of a file that nobody is to write to again. */
  Set<PosixFilePermission> sealed() {
    return sealed;
  }

  Set<PosixFilePermission> folder() {
    return folder;
  }
}
