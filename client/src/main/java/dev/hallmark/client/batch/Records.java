package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The records of the cache: a small file for each key, replaced atomically where the file system supports it. */
final class Records {
  private static final Logger LOG = System.getLogger(Records.class.getName());

  private final Path root;

  /** @param root the folder of the cache, which contains {@code records} and {@code tmp} */
  Records(Path root) {
    this.root = root;
  }

  /** The record with this key; empty if it is missing or damaged. */
  Optional<Resolved> find(String key) {
    Path file = root.resolve("records").resolve(key);
    try {
      return Optional.of(Resolved.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.log(Level.WARNING, "{0} in the cache is damaged: not used ({1})", file, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * As {@link #put}, unless the stored record is newer: another job may have asked the server while this one downloaded. A record with a
   * time in the future, written while the clock was wrong, is replaced.
   */
  void putUnlessOlder(String key, Resolved resolved) {
    Instant now = Instant.now();
    boolean isOlder = find(key)
        .filter(there -> there.at().isAfter(resolved.at()) && !there.at().isAfter(now))
        .isPresent();
    if (!isOlder) {
      put(key, resolved);
    }
  }

  void put(String key, Resolved resolved) {
    Path file = root.resolve("records").resolve(key);
    Path draft = root.resolve("tmp").resolve("record-" + UUID.randomUUID());
    try {
      try {
        resolved.write(draft);
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static HallmarkException unusable(Path file, IOException cause) {
    return new HallmarkException(
        HallmarkException.LOCAL_FILE, "the cache's " + file + " cannot be used", cause);
  }
}
