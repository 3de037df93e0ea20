package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds seals that are complete. */
final class ExistingSeals {
  private final ArtifactStore store;
  private final FileRows rows;
  private final SealStates states;
  private final SealClaims claims;
  private final Manifests manifests;

  ExistingSeals(ArtifactStore store, FileRows rows, SealStates states, SealClaims claims) {
    this.store = store;
    this.rows = rows;
    this.states = states;
    this.claims = claims;
    this.manifests = new Manifests(store);
  }

  /** The existing seal with these contents. */
  Optional<Seal> find(Manifest contents) {
    Seal seal = contents.seal();
    return exists(seal.digest()) ? Optional.of(seal) : Optional.empty();
  }

  /** The seal with this digest. */
  Optional<Seal> find(String digest) {
    return manifests.find(digest).map(Manifest::seal);
  }

  /** Throws CONFLICT if files of the seal are known to be damaged. */
  void requireUndamaged(String digest) {
    states.requireUndamaged(digest, Seal.folder(digest));
  }

  /**
   * Whether this seal exists. When this process sees the seal for the first time, the seal is flushed and missing rows of its files are
   * added.
   */
  boolean exists(String digest) {
    requireUndamaged(digest);
    if (!manifests.exists(digest)) {
      claims.forget(digest);
      return false;
    }
    return claims.isComplete(digest) || complete(digest);
  }

  /** Returns false if the seal was deleted meanwhile. */
  private boolean complete(String digest) {
    long generation = claims.claim(digest);
    if (!manifests.exists(digest)) {
      return false;
    }
    store.flushSeal(digest);
    addMissingRows(digest);
    claims.completed(digest, generation);
    return true;
  }

  private void addMissingRows(String digest) {
    List<FileRow> missing = new ArrayList<>();
    List<Entry> files = store.files(Seal.location(digest));
    FileRows.Found found = rows.of(Seal.location(digest), files);
    List<FileRow> known = found.current();
    if (known.size() == files.size()) {
      return;
    }
    List<Manifest.Line> lines =
        manifests.find(digest).map(Manifest::lines).orElse(List.of()); // deleted meanwhile
    for (Manifest.Line line : lines) {
      store
          .stat(Seal.location(digest).child(line.path()))
          .filter(
              file -> file.size() == line.size() && known.stream().noneMatch(row -> row.isOf(file)))
          .ifPresent(
              file -> missing.add(new FileRow(file.path(), file.stamp(), line.sha256(), true)));
    }
    rows.hashed(new FileRows.Hashed(missing, found.outdated()));
  }
}
