package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.SealEvent.SealFoundDamaged;
import dev.hallmark.server.events.SealEvent.SealRestored;
import dev.hallmark.server.events.SealedVersion;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records which seals are damaged, so that none of their files is used, and when seals were verified. */
public final class SealStates {
  /** The most damaged files that are stored for a seal. */
  public static final int MOST_STORED = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(SealStates.class);
  private static final int MOST_LISTED = 100;

  private final Jdbi jdbi;
  private final Writes writes;
  private final Clock clock;
  private final SealedVersions versions;

  SealStates(ServiceContext context, SealedVersions versions) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.clock = context.clock();
    this.versions = versions;
  }

  /**
   * @param unreadable whether files could not be read when the seal was last checked
   * @param verifiedAt when all its files were last compared, in milliseconds since the epoch; 0 if never
   * @param checkedAt when it was last checked, also if files could not be read; 0 if never
   */
  public record State(boolean damaged, boolean unreadable, long verifiedAt, long checkedAt) {}

  public State find(String digest) {
    return jdbi.withExtension(SealStore.class, store -> {
      SealStore.Times times = store.times(digest).orElse(SealStore.Times.NEVER);
      boolean unreadable = times.checkedAt() > times.verifiedAt();
      return new State(
          store.isDamaged(digest),
          unreadable,
          times.verifiedAt(),
          Math.max(0, times.checkedAt())); // negative if it is not to be checked
    });
  }

  /** Throws CONFLICT with reason QUARANTINED, and this path as value, if the seal is damaged. */
  void requireUndamaged(String digest, ArtifactPath path) {
    if (jdbi.withExtension(SealStore.class, store -> store.isDamaged(digest))) {
      throw RegistryException.conflict(Subject.ARTIFACT, Reason.QUARANTINED, "path", path);
    }
  }

  /** Records damaged files in addition to the known ones. */
  public void found(Origin origin, String workspace, String digest, List<DamagedFile> damaged) {
    writes.run(tx -> {
      SealStore store = locked(tx, digest);
      List<DamagedFile> known = store.damage(digest);
      List<DamagedFile> unknown = unknown(damaged, known);
      int space = Math.max(0, MOST_STORED - known.size());
      store.addDamage(digest, unknown.stream().limit(space).toList());
      publish(tx, origin, workspace, digest, unknown);
    });
  }

  /**
   * Records the result of comparing all files: these are damaged and no others. If there are none, the seal can be used again.
   *
   * @param restored what was replaced or deleted before that, for the audit
   */
  public void verified(
      Origin origin,
      String workspace,
      String digest,
      List<DamagedFile> damaged,
      List<String> restored) {
    writes.run(tx -> {
      SealStore store = locked(tx, digest);
      List<DamagedFile> known = store.damage(digest);
      store.deleteDamage(digest);
      store.addDamage(digest, damaged.stream().limit(MOST_STORED).toList());
      store.verified(digest, clock.millis());
      publish(tx, origin, workspace, digest, unknown(damaged, known));
      boolean repaired = damaged.isEmpty() && !(known.isEmpty() && restored.isEmpty());
      if (repaired) {
        Named named = named(digest);
        Change change = change(tx, origin, workspace);
        tx.publish(new SealRestored(change, digest, first(restored), named.versions, named.all));
      }
    });
  }

  /** Records that all files were compared. The known damage stays. */
  public void compared(String digest) {
    writes.run(tx -> locked(tx, digest).verified(digest, clock.millis()));
  }

  /** Records that files of the seal could not be read. It is checked again after all others. */
  public void unreadable(String digest) {
    writes.run(tx -> locked(tx, digest).checked(digest, clock.millis()));
  }

  private static SealStore locked(Tx tx, String digest) {
    SealStore store = tx.attach(SealStore.class);
    store.addIfAbsent(List.of(digest));
    store.lock(digest);
    return store;
  }

  /** Files that were found in the same state before are left out. */
  private static List<DamagedFile> unknown(List<DamagedFile> damaged, List<DamagedFile> known) {
    List<DamagedFile> unknown = new ArrayList<>(damaged);
    unknown.removeIf(each -> known.stream()
        .anyMatch(other -> each.kind() == other.kind() && each.path().equals(other.path())));
    return unknown;
  }

  private void publish(
      Tx tx, Origin origin, String workspace, String digest, List<DamagedFile> damaged) {
    if (damaged.isEmpty()) {
      return;
    }
    tx.attach(FileRowStore.class)
        .forgetContentAt(damaged.stream()
            .map(each -> Seal.location(digest) + "/" + each.path())
            .sorted()
            .toList());
    Named named = named(digest);
    LOG.error(
        "{} files of the seal {} are damaged, first {}; versions: {}",
        damaged.size(),
        digest,
        damaged.get(0),
        named.versions);
    tx.publish(new SealFoundDamaged(
        change(tx, origin, workspace),
        digest,
        first(damaged),
        damaged.size(),
        named.versions,
        named.all));
  }

  private Change change(Tx tx, Origin origin, String workspace) {
    return tx.attach(StoreHistory.class).next(origin, workspace, clock.millis());
  }

  private record Named(List<SealedVersion> versions, boolean all) {}

  private Named named(String digest) {
    List<SealedVersion> found = versions.of(digest, MOST_LISTED + 1);
    return new Named(first(found), found.size() <= MOST_LISTED);
  }

  private static <T> List<T> first(List<T> list) {
    return list.stream().limit(MOST_LISTED).toList();
  }

  /** Adds the next seals that versions name. Returns the digest to continue from; empty at the end. */
  public Optional<String> addNamed(String after, int limit) {
    List<String> digests = versions.digests(after, limit);
    if (!digests.isEmpty()) {
      writes.run(tx -> {
        SealStore store = tx.attach(SealStore.class);
        store.addIfAbsent(digests);
        store.include(digests);
      });
    }
    return digests.size() < limit ? Optional.empty() : Optional.of(digests.get(digests.size() - 1));
  }

  /** The seal that was checked longest ago, if that was before this time. */
  public Optional<String> oldest(long before) {
    return jdbi.withExtension(SealStore.class, store -> store.oldest(before));
  }

  /** Whether a version has this seal. If not, forgets what is known about its files. */
  public boolean isNamed(String digest) {
    if (!versions.of(digest, 1).isEmpty()) {
      return true;
    }
    writes.run(tx -> {
      SealStore store = locked(tx, digest);
      if (versions.of(digest, 1).isEmpty()) {
        store.deleteDamage(digest);
        store.exclude(digest);
      }
    });
    return false;
  }
}
