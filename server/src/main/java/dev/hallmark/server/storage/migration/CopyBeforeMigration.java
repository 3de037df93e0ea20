package dev.hallmark.server.storage.migration;

import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.storage.file.FolderFlush;
import java.io.IOException;
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
public final class CopyBeforeMigration implements SchemaBackup {
  private static final Logger LOG = LoggerFactory.getLogger(CopyBeforeMigration.class);

  private final Path file;
  private final Path copy;

  /** @param file of the database, which nobody writes while a copy is taken or put back */
  public CopyBeforeMigration(Path file) {
    this.file = file.toAbsolutePath();
    this.copy = this.file.resolveSibling(file.getFileName() + ".before-migration");
  }

  /** Puts back the database as it was before a migration that was not completed. */
  public void restore() {
    attempt("put back", () -> {
      if (Files.exists(copy)) {
        LOG.warn("The last migration of the database was not completed; it is run again.");
        move(copy, file);
      }
    });
  }

  @Override
  public void take() {
    Path begun = copy.resolveSibling(copy.getFileName() + ".tmp");
    attempt("made", () -> {
      Files.copy(
          file, begun, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      try (FileChannel channel = FileChannel.open(begun, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move(begun, copy);
    });
  }

  @Override
  public void discard() {
    attempt("deleted", () -> {
      if (Files.deleteIfExists(copy)) {
        FolderFlush.of(copy.getParent());
      }
    });
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(String what, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new StorageException(
          "its copy from before a migration could not be " + what + ": " + DataFolder.reason(e), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FolderFlush.of(to.getParent());
  }
}
