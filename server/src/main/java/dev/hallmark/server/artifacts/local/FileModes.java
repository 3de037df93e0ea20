package dev.hallmark.server.artifacts.local;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The permissions of files and folders that the server creates. */
public enum FileModes {
  /** Readable by the group: 0640 and 0750. */
  GROUP("rw-r-----", "r--r-----", "rwxr-x---"),
  /** Readable only by the server's user: 0600 and 0700. */
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

  /** The mode of a file that must not be written again. */
  Set<PosixFilePermission> sealed() {
    return sealed;
  }

  Set<PosixFilePermission> folder() {
    return folder;
  }
}
