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

/** The files that were read to their end and found to have their digest, so that a part of one can be served. */
final class ComparedFiles {
  /** @param changedAt when the file system last changed anything of the file; nobody can put that back */
  private record Version(ArtifactPath path, FileStamp stamp, String changedAt) {}

  private final Set<Version> equal = RecentSet.create();
  private final KeyedLocks locks = KeyedLocks.withoutLimit();

  /**
   * The SHA-256 of a file that is not the one it has to be; empty when it is. The file is read unless that was found before and
   * it has not been touched since.
   */
  Optional<String> other(ArtifactPath path, OpenFile file, String sha256) throws IOException {
    Optional<Version> version =
        file.changedAt().map(changedAt -> new Version(path, file.stamp(), changedAt));
    return locks.with(path, () -> {
      if (version.filter(equal::contains).isPresent()) {
        return Optional.empty();
      }
      String found = StoreFailures.call(() -> hash(file));
      if (found.equals(sha256)) {
        version.ifPresent(equal::add);
        return Optional.empty();
      }
      return Optional.of(found);
    });
  }

  private static String hash(OpenFile file) throws IOException {
    InputStream in = file.from(0); // closing it would close the file
    return Copying.hash(in);
  }
}
