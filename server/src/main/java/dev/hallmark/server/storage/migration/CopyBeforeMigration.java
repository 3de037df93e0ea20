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
 * A copy of an embedded database from before a migration. H2 commits each DDL statement separately, so a server that stops in the middle of
 * a migration leaves a schema that no migration can continue. The next start then restores the copy.
 */
public final class CopyBeforeMigration implements SchemaBackup {
  private static final Logger LOG = LoggerFactory.getLogger(CopyBeforeMigration.class);

  private final Path file;
  private final Path copy;

  /** @param file the database, which must not be open while it is copied or restored */
  public CopyBeforeMigration(Path file) {
    this.file = file.toAbsolutePath();
    this.copy = this.file.resolveSibling(file.getFileName() + ".before-migration");
  }

  /** Restores the database from before an incomplete migration. */
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
