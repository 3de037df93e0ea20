package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.SealStore.Claim;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.SealEvent.SealRemoved;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps registrations and the deletion of unused seals apart, also on several servers. A seal has a row from before its files are complete
 * until after they are deleted:
 *
 * <ol>
 *   <li>A registration first reads or inserts the row, and then creates the files or finds them complete.
 *   <li>The transaction that stores the version locks the row, and fails if it is condemned, or another one than before; then the
 *       registration starts again.
 *   <li>The garbage collection locks the row, checks that no version has the seal, and condemns it. Then it deletes the files, and then
 *       the row.
 * </ol>
 */
public final class SealClaims {
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int MOST_REMEMBERED = 10_000;

  private final Jdbi jdbi;
  private final Writes writes;
  private final Clock clock;
  private final SealedVersions versions;

  /** The generations of seals that this server has found complete after it read their rows. */
  private final Map<String, Long> complete = new ConcurrentHashMap<>();

  SealClaims(ServiceContext context, SealedVersions versions) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.clock = context.clock();
    this.versions = versions;
  }

  /**
   * The generation of the seal's row, which is inserted if missing. Must be called before it is checked whether the files exist. Waits
   * while the seal is being deleted; throws UNAVAILABLE if that takes long.
   */
  long claim(String digest) {
    Optional<Claim> found = jdbi.withExtension(SealStore.class, store -> store.claim(digest));
    return found.isPresent() && !found.get().condemned() ? found.get().generation() : use(digest);
  }

  /** As {@link #claim}, before files are written: the seal counts as used now, so that nothing deletes them soon. */
  long use(String digest) {
    long end = System.nanoTime() + WAIT.toNanos();
    while (true) {
      Optional<Long> generation = writes.call(tx -> used(tx, digest));
      if (generation.isPresent()) {
        return generation.get();
      }
      if (System.nanoTime() - end > 0) {
        throw RegistryException.unavailable(
            Subject.ARTIFACT, new IOException("the seal " + digest + " is being deleted"));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Optional<Long> used(Tx tx, String digest) {
    SealStore store = tx.attach(SealStore.class);
    Claim claim = store.lockClaim(digest);
    if (claim.condemned()) {
      return Optional.empty();
    }
    store.use(List.of(digest), clock.millis());
    return Optional.of(claim.generation());
  }

  /** Locks the row. Throws {@link StaleSealException} unless it is this one and not condemned. */
  static void require(Tx tx, String digest, long generation) {
    Claim claim = tx.attach(SealStore.class).lockClaim(digest);
    if (claim.condemned() || claim.generation() != generation) {
      throw new StaleSealException(digest);
    }
  }

  /** Whether this server has found the seal complete. It may have been deleted since, which {@link #require(Tx, String)} notices. */
  boolean isComplete(String digest) {
    return complete.containsKey(digest);
  }

  /** The files are complete and flushed. */
  void completed(String digest, long generation) {
    if (complete.size() >= MOST_REMEMBERED) {
      complete.clear();
    }
    complete.put(digest, generation);
  }

  void forget(String digest) {
    complete.remove(digest);
  }

  /**
   * Must be called in the transaction that stores a version with this seal, before that. Throws {@link StaleSealException} if the seal
   * may have been deleted since it was found.
   */
  void require(Tx tx, String digest) {
    SealStore store = tx.attach(SealStore.class);
    Claim claim = store.lockClaim(digest);
    boolean usable = !claim.condemned()
        && (claim.isOf(complete.get(digest)) || !versions.of(digest, 1).isEmpty());
    if (!usable) {
      throw new StaleSealException(digest);
    }
  }

  /** Must be called in the transaction that deletes versions with these seals: the grace period begins. */
  public static void released(Tx tx, List<String> digests, long now) {
    List<String> sorted = digests.stream().sorted().toList(); // prevents deadlocks
    SealStore store = tx.attach(SealStore.class);
    store.addIfAbsent(sorted);
    store.use(sorted, now);
  }

  /** Whether a seal is needed. */
  public enum Need {
    /** This database does not know it: another one that shares the store by mistake may need it. */
    UNKNOWN,
    NEEDED,
    /** No version has it, and it was not used lately. It may already be condemned. */
    UNUSED
  }

  /** @param since a seal that was used since this time is needed */
  public Need need(String digest, long since) {
    Optional<Claim> row = jdbi.withExtension(SealStore.class, store -> store.claim(digest));
    if (row.isEmpty()) {
      return Need.UNKNOWN;
    }
    boolean unused = row.get().usedAt() < since && versions.of(digest, 1).isEmpty();
    return unused ? Need.UNUSED : Need.NEEDED;
  }

  /**
   * Condemns an unused seal: from now on nothing can register it until its files and its row are deleted. Returns false if it is used or
   * already condemned.
   *
   * @param since the time since which it must not have been used
   * @param bytes its size, for the audit
   */
  public boolean condemn(Origin origin, String digest, long since, long bytes) {
    boolean condemned = writes.call(tx -> {
      SealStore store = tx.attach(SealStore.class);
      Claim claim = store.lockClaim(digest);
      if (claim.condemned()
          || claim.usedAt() >= since
          || !versions.of(digest, 1).isEmpty()) {
        return false;
      }
      long now = clock.millis();
      store.condemn(digest, now);
      Change change = tx.attach(StoreHistory.class).next(origin, Caller.DEFAULT_WORKSPACE, now);
      tx.publish(new SealRemoved(change, digest, bytes));
      return true;
    });
    if (condemned) {
      forget(digest);
    }
    return condemned;
  }

  /** A seal whose deletion has begun, at this time. */
  public record Condemned(String digest, long condemnedAt) {}

  /** Seals whose deletion has begun and not ended, after this digest. */
  public List<Condemned> condemned(String after, int limit) {
    return jdbi.withExtension(SealStore.class, store -> store.condemned(after, limit));
  }

  /** Deletes all rows of a condemned seal, whose files are deleted. */
  public void deleted(String digest) {
    writes.run(tx -> {
      SealStore store = tx.attach(SealStore.class);
      if (!store.lockClaim(digest).condemned()) {
        return; // deleted and created again meanwhile
      }
      FileRowStore files = tx.attach(FileRowStore.class);
      files.deleteContentsBelow(Seal.folder(digest));
      files.deleteBelow(Seal.folder(digest));
      store.deleteDamage(digest);
      store.delete(digest);
    });
  }
}
