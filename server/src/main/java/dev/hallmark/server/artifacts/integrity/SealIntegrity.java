package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.KeyedLocks;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Verifies and restores seals, and records the result. Both read all files and can take long; meanwhile they hold neither a transaction nor
 * a connection. Callers check the permission for the version.
 */
public final class SealIntegrity {
  /** Further calls are rejected, since each occupies a thread for as long as the files are large. */
  private static final int MOST_AT_ONCE = 4;

  private final ArtifactStore store;
  private final Artifacts artifacts;
  private final Access access;
  private final SealStates states;
  private final FileRows rows;
  private final SealVerifier verifier;
  private final KeyedLocks locks = KeyedLocks.withoutLimit();
  private final Semaphore running = new Semaphore(MOST_AT_ONCE);

  public SealIntegrity(ServiceContext context, ArtifactStore store, Artifacts artifacts) {
    this.store = store;
    this.artifacts = artifacts;
    this.access = context.access();
    this.states = artifacts.sealStates();
    this.rows = new FileRows(context.jdbi(), context.writes());
    this.verifier = new SealVerifier(store, rows);
  }

  /** What is known about the seal without reading it. */
  public SealStates.State state(String digest) {
    return states.find(digest);
  }

  /**
   * Compares all files of a seal. Damage is recorded, and the seal no longer used; an intact seal can be used again. Throws OVERLOADED if
   * too many seals are being read.
   *
   * @param stillThere called before damage is recorded; throws if the version was deleted, since its seal may be deleted too
   */
  public SealVerification verify(AuthorizedCaller caller, String digest, Runnable stillThere) {
    return alone(digest, () -> {
      SealVerification found = verifier.verify(digest);
      if (!found.isIntact()) {
        stillThere.run();
      }
      record(caller, found, List.of());
      return found;
    });
  }

  /**
   * Replaces damaged files by those of a good copy, deletes files that do not belong to the seal, and verifies it again. Requires
   * ADMINISTER, also for the path. Throws INVALID_ARGUMENT with reason MISMATCH if the copy has other contents; then nothing is changed.
   *
   * @param from a folder of the store with the same files, such as that of the run
   */
  public SealRestoration restore(Caller caller, String digest, ArtifactPath from) {
    AuthorizedCaller administrator = artifacts.requireAdministered(caller, from);
    return restore(administrator, digest, SealCopy.of(store, from));
  }

  /** As {@link #restore(Caller, String, ArtifactPath)}, from a folder where clients store files. Throws NOT_FOUND in another workspace. */
  public SealRestoration restore(Caller caller, String digest, DirectFolder from) {
    AuthorizedCaller administrator = access.require(caller, Permission.ADMINISTER);
    if (!caller.inDefaultWorkspace()) { // as a path of the store that belongs to no run
      throw RegistryException.notFound(Subject.ARTIFACT, "uri", from.uri());
    }
    from.root().requireMounted();
    return restore(administrator, digest, SealCopy.of(from));
  }

  private SealRestoration restore(AuthorizedCaller administrator, String digest, SealCopy from) {
    return alone(digest, () -> {
      List<String> restored = new SealRestore(store, rows, verifier, digest, from).run();
      SealVerification after = verifier.verify(digest);
      record(administrator, after, restored);
      return new SealRestoration(after, restored);
    });
  }

  private void record(AuthorizedCaller caller, SealVerification found, List<String> restored) {
    states.verified(caller.origin(), caller.workspace(), found.digest(), found.damaged(), restored);
  }

  /** Verifications and restorations of the same seal run one after the other: an older result must not be recorded later. */
  private <T> T alone(String digest, Supplier<T> work) {
    if (!running.tryAcquire()) {
      throw RegistryException.of(
          ErrorKind.OVERLOADED, Subject.REQUEST, Reason.PLAIN, "", "", MOST_AT_ONCE);
    }
    try {
      return locks.with(digest, work::get);
    } finally {
      running.release();
    }
  }
}
