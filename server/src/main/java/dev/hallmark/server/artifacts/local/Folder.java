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
 * A folder held open. What is done by a name happens in this very folder, whatever lies at its path meanwhile, and never
 * follows a symbolic link. A name is a single one, without a slash.
 */
interface Folder extends AutoCloseable {
  /** Opens the top folder of a store. */
  interface Root {
    Folder open() throws IOException;
  }

  /** Where it was when it was opened; for what the platform does by path only. */
  Path path();

  /** Empty where no folder has this name. */
  Optional<Folder> folder(Path name) throws IOException;

  /** Of what has this name, be it a symbolic link; empty where nothing has. */
  Optional<BasicFileAttributes> look(Path name) throws IOException;

  /** Of all that lies in it. To be asked once. */
  List<Path> names() throws IOException;

  FileChannel open(Path name, OpenOption... options) throws IOException;

  void chmod(Path name, Set<PosixFilePermission> mode) throws IOException;

  /** In one step, over a file that has the new name there. */
  void move(Path name, Folder to, Path newName) throws IOException;

  void deleteFile(Path name) throws IOException;

  /** Of an empty folder. */
  void deleteFolder(Path name) throws IOException;

  @Override
  void close() throws IOException;
}
