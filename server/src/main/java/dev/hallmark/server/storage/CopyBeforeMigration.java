package dev.hallmark.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of an embedded database from before its tables are changed. H2 commits each change of a table by itself, so a server
 * that ends in the middle of a migration leaves a database that no migration fits: then the copy takes its place.
 */
final class CopyBeforeMigration implements SchemaBackup {
  private static final Logger LOG = LoggerFactory.getLogger(CopyBeforeMigration.class);

  private final Path file;
  private final Path copy;

  /** @param file of the database, which nobody writes while a copy is taken or put back */
  CopyBeforeMigration(Path file) {
    this.file = file.toAbsolutePath();
    this.copy = this.file.resolveSibling(file.getFileName() + ".before-migration");
  }

  /** Puts back what a migration found that was not completed. */
  void restore() {
    try {
      if (Files.exists(copy)) {
        LOG.warn("The last change of the database's tables was not completed; it is made again.");
        move(copy, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void take() {
    Path begun = copy.resolveSibling(copy.getFileName() + ".tmp");
    try {
      Files.copy(
          file, begun, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      force(begun, StandardOpenOption.WRITE);
      move(begun, copy);
    } catch (IOException e) {
      throw new StorageException(
          "its tables have to be changed, and there is no room for a copy of it before: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void discard() {
    try {
      if (Files.deleteIfExists(copy)) {
        force(copy.getParent(), StandardOpenOption.READ);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(to.getParent(), StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
