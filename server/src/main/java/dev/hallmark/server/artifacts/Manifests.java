package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.StoreFailures;
import java.io.InputStream;
import java.util.Optional;

/** Reads manifests of seals. */
public record Manifests(ArtifactStore store) {
  /** The manifest of the seal with this digest; empty if there is none. Throws CONFLICT if the manifest has another digest. */
  Optional<Manifest> find(String digest) {
    Optional<Manifest> found = read(digest);
    if (found.filter(list -> !list.seal().digest().equals(digest)).isPresent()) {
      throw FileDigests.refusal(path(digest));
    }
    return found;
  }

  /** Reads the manifest without checking its digest. */
  public Optional<Manifest> read(String digest) {
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

  public static ArtifactPath path(String digest) {
    return Seal.folder(digest).child(Seal.MANIFEST);
  }
}
