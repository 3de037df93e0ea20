package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.SealClaims;
import dev.hallmark.server.artifacts.SealClaims.Condemned;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Seals that no version has, also incomplete ones. The position is a letter for the part of the work, and the last digest: first and last
 * come the seals whose deletion was interrupted, between them all others.
 */
final class SealGarbage implements Garbage {
  private static final ArtifactPath SEALS = ArtifactPath.of("seals");
  private static final String REASON = "no version has it";
  private static final int BATCH = 50;

  /** Longer than the lease of a job and the attempts of a request together: the server that began has ended by then. */
  private static final Duration INTERRUPTED = Duration.ofMinutes(3);

  private enum Part {
    INTERRUPTED,
    UNUSED,
    REST;

    String at(String digest) {
      return name() + " " + digest;
    }
  }

  private final ArtifactStore store;
  private final SealClaims claims;
  private final Clock clock;

  SealGarbage(ArtifactStore store, SealClaims claims, Clock clock) {
    this.store = store;
    this.claims = claims;
    this.clock = clock;
  }

  @Override
  public GarbageKind kind() {
    return GarbageKind.SEAL;
  }

  @Override
  public Optional<String> next(Sweep sweep, String after) {
    String[] position = (after.isEmpty() ? Part.INTERRUPTED.at("") : after).split(" ", -1);
    return switch (Part.valueOf(position[0])) {
      case INTERRUPTED ->
        interrupted(sweep, position[1])
            .map(Part.INTERRUPTED::at)
            .or(() -> Optional.of(Part.UNUSED.at("")));
      case UNUSED ->
        unused(sweep, position[1]).map(Part.UNUSED::at).or(() -> Optional.of(Part.REST.at("")));
      case REST -> rest(sweep) ? Optional.empty() : Optional.of(after);
    };
  }

  /** Finishes deletions that another server, or this one before a restart, began long ago. */
  private Optional<String> interrupted(Sweep sweep, String after) {
    List<Condemned> found = sweep.isDryRun() ? List.of() : claims.condemned(after, BATCH);
    String last = after;
    for (Condemned each : found) {
      if (sweep.isUsedUp()) {
        return Optional.of(last);
      }
      if (isInterrupted(each) && !finished(sweep, each.digest())) {
        return Optional.of(last);
      }
      last = each.digest();
    }
    return found.size() < BATCH ? Optional.empty() : Optional.of(last);
  }

  private boolean isInterrupted(Condemned seal) {
    return clock.millis() - seal.condemnedAt() > INTERRUPTED.toMillis();
  }

  private boolean finished(Sweep sweep, String digest) {
    if (!store.deleteUntil(Seal.folder(digest), sweep::isUsedUp)) {
      return false;
    }
    claims.deleted(digest);
    return true;
  }

  private Optional<String> unused(Sweep sweep, String after) {
    List<String> names = store.names(SEALS, after, BATCH);
    String last = after;
    for (String name : names) {
      if (sweep.isUsedUp()) {
        return Optional.of(last);
      }
      if (Seal.isDigest(name)) {
        look(sweep, name);
      }
      last = name;
    }
    return names.size() < BATCH ? Optional.empty() : Optional.of(last);
  }

  private void look(Sweep sweep, String digest) {
    switch (claims.need(digest, sweep.cutoff())) {
      case UNKNOWN -> sweep.skipped(kind(), digest, "another database created it", 0);
      case UNUSED -> remove(sweep, digest);
      case NEEDED -> {}
    }
  }

  private void remove(Sweep sweep, String digest) {
    Usage usage = store.usage(Seal.folder(digest));
    if (usage.newest() >= sweep.cutoff()) {
      return;
    }
    if (sweep.isDryRun()) {
      sweep.freed(kind(), digest, REASON, usage.bytes());
    } else if (claims.condemn(sweep.origin(), digest, sweep.cutoff(), usage.bytes())) {
      sweep.freed(kind(), digest, REASON, usage.bytes());
      finished(sweep, digest);
    }
  }

  /** Finishes what took longer than one step. Returns false if it has to be continued. */
  private boolean rest(Sweep sweep) {
    List<Condemned> found = sweep.isDryRun() ? List.of() : claims.condemned("", BATCH);
    for (Condemned each : found) {
      boolean gone = store.deleteUntil(Seal.folder(each.digest()), sweep::isUsedUp);
      if (gone && isInterrupted(each)) { // another server may still be deleting until then
        claims.deleted(each.digest());
      }
    }
    return found.isEmpty();
  }
}
