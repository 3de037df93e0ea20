package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.StoreFailures;
import java.io.InputStream;
import java.util.Optional;

/** Reads the lists of seals. */
record Manifests(ArtifactStore store) {
  /** The list of the seal with this digest; empty without one. Throws CONFLICT when it is the list of something else. */
  Optional<Manifest> find(String digest) {
    Optional<Manifest> found = read(digest);
    if (found.filter(list -> !list.seal().digest().equals(digest)).isPresent()) {
      throw FileDigests.refusal(path(digest));
    }
    return found;
  }

  /** As it lies there. */
  Optional<Manifest> read(String digest) {
    return store
        .open(path(digest))
        .map(open -> StoreFailures.call(() -> {
          try (open;
              InputStream in = open.from(0)) {
            return Manifest.read(in.readAllBytes());
          }
        }));
  }

  boolean exists(String digest) {
    return store.stat(path(digest)).isPresent();
  }

  private static ArtifactPath path(String digest) {
    return Seal.folder(digest).child(Seal.MANIFEST);
  }
}
