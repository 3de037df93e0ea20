package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.RecentSet;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.storage.KeyedLocks;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers files whose whole content matched their digest, so that a range of such a file can be served without reading all of it again.
 */
final class ComparedFiles {
  /** @param changedAt the change time (ctime) of the file, which programs cannot set */
  private record Version(ArtifactPath path, FileStamp stamp, String changedAt) {}

  private final Set<Version> matching = RecentSet.create();
  private final KeyedLocks locks = KeyedLocks.withoutLimit();

  /**
   * Returns the actual SHA-256 if it differs from the expected one; empty if it matches. Reads the file, unless it matched before and has
   * not been changed since.
   */
  Optional<String> mismatch(ArtifactPath path, OpenFile file, String sha256) throws IOException {
    Optional<Version> version =
        file.changedAt().map(changedAt -> new Version(path, file.stamp(), changedAt));
    return locks.with(path, () -> {
      if (version.filter(matching::contains).isPresent()) {
        return Optional.empty();
      }
      String found = StoreFailures.call(() -> hash(file));
      if (found.equals(sha256)) {
        version.ifPresent(matching::add);
        return Optional.empty();
      }
      return Optional.of(found);
    });
  }

  private static String hash(OpenFile file) throws IOException {
    InputStream in = file.from(0); // not closed, because that would close the file
    return Copying.hash(in);
  }
}
