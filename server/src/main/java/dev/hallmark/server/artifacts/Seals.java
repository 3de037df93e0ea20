package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.RecentSet;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.KeyedLocks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps contents for good. A seal's files share no bytes on disk with the files they were taken from, so nothing that
 * happens to those reaches it. Who may seal what is asked by the caller.
 */
public final class Seals {
  private static final int TRIES = 5;

  private final ArtifactStore store;
  private final FileRows rows;
  private final FileDigests digests;
  private final Manifests manifests;
  private final Clock clock;
  private final KeyedLocks locks = KeyedLocks.withoutLimit();
  private final Set<String> known = RecentSet.create();

  Seals(ArtifactStore store, FileRows rows, FileDigests digests, Clock clock) {
    this.store = store;
    this.rows = rows;
    this.digests = digests;
    this.manifests = new Manifests(store);
    this.clock = clock;
  }

  /**
   * The seal of what lies at this path now, a file or a folder; on disk when this returns. Made anew only if there is none
   * of the same contents; where the digests of all files are known, no byte is read to find that out. Empty when no file
   * lies there. Throws INVALID_ARGUMENT for a folder that cannot be sealed whole, UNAVAILABLE when it keeps changing, CONFLICT
   * when a file has other bytes than those that its digest was taken of.
   */
  public Optional<Seal> seal(AuthorizedCaller caller, ArtifactPath source) {
    List<Entry> files = store.files(source);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Optional<Seal> found = source(source, files).known().flatMap(this::find);
    return found.isPresent() ? found : locks.with(source, () -> make(caller, source));
  }

  private Source source(ArtifactPath path, List<Entry> files) {
    FileRows.Found found = rows.of(path, files);
    digests.requireAsSent(found.current());
    return new Source(path, files, found);
  }

  /** The seal that these contents have, if it is made. */
  private Optional<Seal> find(Manifest contents) {
    Seal seal = contents.seal();
    return isThere(seal.digest()) ? Optional.of(seal) : Optional.empty();
  }

  /** Throws CONFLICT for a seal that has a file which was found to differ, and which nobody has put right since. */
  private void requireWhole(String digest) {
    digests.requireAsSent(rows.differing(Seal.location(digest)).stream()
        .filter(row -> store.stat(row.path()).filter(row::isOf).isPresent())
        .toList());
  }

  /** The seal with this digest. */
  public Optional<Seal> find(String digest) {
    return manifests.find(digest).map(Manifest::seal);
  }

  private Optional<Seal> make(AuthorizedCaller caller, ArtifactPath source) {
    for (int i = 0; i < TRIES; i++) {
      List<Entry> files = store.files(source);
      if (files.isEmpty()) {
        return Optional.empty();
      }
      Source listed = source(source, files);
      Optional<Seal> found = listed.known().flatMap(this::find);
      if (found.isPresent()) { // made by the thread that held the lock
        return found;
      }
      Optional<Seal> made = make(caller, listed);
      if (made.isPresent()) {
        return made;
      }
    }
    throw RegistryException.unavailable(
        Subject.ARTIFACT, new IOException(source + " changes while it is sealed"));
  }

  /** Empty when the source changed meanwhile. */
  private Optional<Seal> make(AuthorizedCaller caller, Source source) {
    try (SealDraft draft = store.draftSeal()) {
      SealedFiles taken = new SealedFiles();
      if (!taken.take(source, draft, rows.linkable(source.rows().current()))
          || !store.files(source.path()).equals(source.files())) {
        return Optional.empty();
      }
      requireAsKnown(caller, taken);
      Manifest manifest = taken.manifest();
      Seal seal = manifest.seal();
      FileRows.Hashed hashed =
          new FileRows.Hashed(taken.hashed(clock.instant()), source.rows().outdated());
      if (draft.publish(seal.digest(), manifest.json())) {
        rows.sealed(taken.rows(seal), taken.copied(seal), hashed);
        known.add(seal.digest());
      } else if (isThere(seal.digest())) {
        rows.hashed(hashed);
      } else {
        return Optional.empty();
      }
      return Optional.of(seal);
    }
  }

  /** The source has not changed meanwhile, so a copy that is not as its source's digest says shows what was there before. */
  private void requireAsKnown(AuthorizedCaller caller, SealedFiles taken) {
    List<RegistryException> refusals = taken.differing().stream()
        .map(each -> digests.differs(caller, each.known(), each.sha256()))
        .toList();
    if (!refusals.isEmpty()) {
      throw refusals.get(0);
    }
  }

  /** Whether this seal is made. One that this process has not seen yet is flushed, and its files get their rows. */
  private boolean isThere(String digest) {
    if (!manifests.exists(digest)) {
      return false;
    }
    requireWhole(digest);
    if (!known.contains(digest)) {
      store.flushSeal(digest);
      adopt(digest);
      known.add(digest);
    }
    return true;
  }

  private void adopt(String digest) {
    List<FileRow> missing = new ArrayList<>();
    List<Entry> files = store.files(Seal.location(digest));
    FileRows.Found found = rows.of(Seal.location(digest), files);
    List<FileRow> known = found.current();
    if (known.size() == files.size()) {
      return;
    }
    for (Manifest.Line line : manifests.find(digest).orElseThrow().lines()) {
      store
          .stat(Seal.location(digest).child(line.path()))
          .filter(
              file -> file.size() == line.size() && known.stream().noneMatch(row -> row.isOf(file)))
          .ifPresent(
              file -> missing.add(new FileRow(file.path(), file.stamp(), line.sha256(), true)));
    }
    rows.hashed(new FileRows.Hashed(missing, found.outdated()));
  }

  /**
   * Reads every file of a seal again.
   *
   * @return the paths below {@link Seal#location} that are missing, more, or not the bytes that were sealed; {@code
   *     manifest.json} when the list itself is not the one of the digest. Empty when all is as it was
   */
  public List<String> verify(String digest) {
    Optional<Manifest> manifest = manifests.read(digest);
    if (manifest.isEmpty() || !manifest.get().seal().digest().equals(digest)) {
      return List.of(Seal.MANIFEST);
    }
    Set<String> wrong = new TreeSet<>();
    store
        .files(Seal.location(digest))
        .forEach(file -> wrong.add(file.path().from(Seal.location(digest))));
    for (Manifest.Line line : manifest.get().lines()) {
      if (!wrong.remove(line.path()) || !hash(digest, line).equals(line.sha256())) {
        wrong.add(line.path());
      }
    }
    return List.copyOf(wrong);
  }

  private String hash(String digest, Manifest.Line line) {
    return store
        .open(Seal.location(digest).child(line.path()))
        .map(open -> StoreFailures.call(() -> {
          try (open;
              InputStream in = open.from(0)) {
            return Copying.hash(in);
          }
        }))
        .orElse("");
  }
}
