package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open folder. Operations by name affect this folder even if its path has been replaced, and never follow symbolic links. A name has no
 * slash.
 */
interface Folder extends AutoCloseable {
  /** Opens the root folder of a store. */
  interface Root {
    Folder open() throws IOException;
  }

  /** The path at which it was opened; for operations that the platform supports by path only. */
  Path path();

  /** Empty if there is no folder with this name. */
  Optional<Folder> folder(Path name) throws IOException;

  /** The attributes of this entry, which can be a symbolic link; empty if it does not exist. */
  Optional<BasicFileAttributes> look(Path name) throws IOException;

  /** The names of all entries. Can be called only once. */
  List<Path> names() throws IOException;

  FileChannel open(Path name, OpenOption... options) throws IOException;

  void chmod(Path name, Set<PosixFilePermission> mode) throws IOException;

  /** Moves an entry atomically and replaces an existing file. */
  void move(Path name, Folder to, Path newName) throws IOException;

  void deleteFile(Path name) throws IOException;

  /** Deletes an empty folder. */
  void deleteFolder(Path name) throws IOException;

  @Override
  void close() throws IOException;
}
