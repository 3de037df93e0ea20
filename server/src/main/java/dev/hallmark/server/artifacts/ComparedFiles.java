package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.RecentMap;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.storage.KeyedLocks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers files whose whole content matched their digest, so that they are not hashed again for each download. A result is used for an
 * hour, and only while the change time (ctime) of the file, which programs cannot set, stays the same.
 */
final class ComparedFiles {
  static final Duration VALIDITY = Duration.ofHours(1);

  /** A file that changed as recently as this can change again without another time: S3 services report whole seconds. */
  static final Duration UNCERTAIN = Duration.ofSeconds(2);

  private record Version(ArtifactPath path, FileStamp stamp, Instant changedAt) {}

  private final Map<Version, Instant> matching = RecentMap.create();
  private final KeyedLocks locks = KeyedLocks.withoutLimit();
  private final Clock clock;

  ComparedFiles(Clock clock) {
    this.clock = clock;
  }

  /** A file whose content may have to be read and compared. */
  final class Comparison {
    private final Optional<Version> version;
    private final Instant begun = clock.instant();

    private Comparison(Optional<Version> version) {
      this.version = version;
    }

    /** Whether the content matched before and the file has not changed since. */
    boolean isKnown() {
      return version
          .map(matching::get)
          .filter(at -> begun.isBefore(at.plus(VALIDITY)))
          .isPresent();
    }

    /** Call this if the content, read since {@link #begin}, has the expected digest. */
    void matched() {
      version
          .filter(each -> each.changedAt().plus(UNCERTAIN).isBefore(begun))
          .ifPresent(each -> matching.put(each, begun));
    }
  }

  /** Call this before the content is read. */
  Comparison begin(ArtifactPath path, OpenFile file) throws IOException {
    return new Comparison(
        file.changedAt().map(changedAt -> new Version(path, file.stamp(), changedAt)));
  }

  /**
   * Returns the actual SHA-256 if it differs from the expected one; empty if it matches. Reads the file, unless it matched before and has
   * not been changed since.
   */
  Optional<String> mismatch(ArtifactPath path, OpenFile file, String sha256) throws IOException {
    return locks.with(
        path,
        () -> StoreFailures.call(() -> {
          Comparison comparison = begin(path, file);
          if (comparison.isKnown()) {
            return Optional.empty();
          }
          String found = hash(file);
          if (found.equals(sha256)) {
            comparison.matched();
            return Optional.empty();
          }
          return Optional.of(found);
        }));
  }

  private static String hash(OpenFile file) throws IOException {
    InputStream in = file.from(0); // not closed, because that would close the file
    return Copying.hash(in);
  }
}
