package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.storage.KeyedLocks;
import dev.hallmark.server.storage.Tx;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates and finds seals. The files of a seal share no disk blocks with their sources, so changes of the sources do not affect
 * it. Callers check permissions.
 */
public final class Seals {
  private static final int MAX_ATTEMPTS = 5;

  private final ArtifactStore store;
  private final FileRows rows;
  private final FileDigests digests;
  private final Administration administration;
  private final ExistingSeals existing;
  private final Clock clock;
  private final SealClaims claims;
  private final ArtifactOwners owners;
  private final KeyedLocks locks = KeyedLocks.withoutLimit();

  /** Requires that a caller can administer the files at this path, and returns the caller as reader. */
  interface Administration {
    AuthorizedCaller require(Caller caller, ArtifactPath path);
  }

  /** What all that deal with seals share. */
  record Shared(SealStates states, SealClaims claims, ArtifactOwners owners) {}

  Seals(
      ArtifactStore store,
      FileRows rows,
      FileDigests digests,
      Shared shared,
      Administration administration,
      Clock clock) {
    this.store = store;
    this.rows = rows;
    this.digests = digests;
    this.claims = shared.claims;
    this.owners = shared.owners;
    this.administration = administration;
    this.existing = new ExistingSeals(store, rows, shared.states, claims);
    this.clock = clock;
  }

  /**
   * Seals the file or folder at this path; the seal is flushed when this returns. Reuses an existing seal with the same contents; if all
   * digests are stored, no file is read to find it. Empty if there are no files. Throws INVALID_ARGUMENT for a folder that cannot be sealed
   * completely, UNAVAILABLE if the source keeps changing, CONFLICT if the content of a file differs from its stored digest.
   */
  public Optional<Seal> seal(AuthorizedCaller caller, ArtifactPath source) {
    List<Entry> files = store.files(source);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Optional<Seal> found = source(source, files).known().flatMap(existing::find);
    return found.isPresent() ? found : locks.with(source, () -> create(caller, source));
  }

  /** Seals files that need not belong to a run or logged model. Requires ADMINISTER. Otherwise as {@link #seal}. */
  public Optional<Seal> sealAsAdministrator(Caller caller, ArtifactPath source) {
    if (source.isRoot() || source.isReserved()) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.RESERVED, "path", source);
    }
    return seal(administration.require(caller, source), source);
  }

  /** Whether {@link #sealAsAdministrator} is the only way to register this path: something is there, but of no run or logged model. */
  public boolean isOnlyForAdministrators(Caller caller, ArtifactPath path) {
    try {
      AuthorizedCaller administrator = administration.require(caller, path);
      boolean hasRun = owners
          .find(administrator, path)
          .filter(owner -> owner.object().kind() != ObjectRef.Kind.EXPERIMENT)
          .isPresent();
      return !hasRun && store.stat(path).isPresent();
    } catch (RegistryException e) {
      if (e.kind() == ErrorKind.FORBIDDEN || e.kind() == ErrorKind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private Source source(ArtifactPath path, List<Entry> files) {
    FileRows.Found found = rows.of(path, files);
    digests.requireUnmarked(found.current());
    return new Source(path, files, found);
  }

  /**
   * Runs a registration: it seals, and stores a version in a transaction that calls {@link #require}. Runs it again if the seal was deleted
   * between the two.
   */
  public <T> T registering(Supplier<T> registration) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      try {
        return registration.get();
      } catch (StaleSealException e) {
        claims.forget(e.digest());
      }
    }
    throw RegistryException.unavailable(
        Subject.ARTIFACT, new IOException("the seal is deleted again and again"));
  }

  /** Must be called in the transaction that stores a version with this seal, inside {@link #registering}. */
  public void require(Tx tx, String digest) {
    claims.require(tx, digest);
  }

  /** Throws CONFLICT if files of the seal are known to be damaged. */
  public void requireUndamaged(String digest) {
    existing.requireUndamaged(digest);
  }

  /** The seal with this digest. */
  public Optional<Seal> find(String digest) {
    return existing.find(digest);
  }

  private Optional<Seal> create(AuthorizedCaller caller, ArtifactPath source) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      List<Entry> files = store.files(source);
      if (files.isEmpty()) {
        return Optional.empty();
      }
      Source listed = source(source, files);
      Optional<Seal> found = listed.known().flatMap(existing::find);
      if (found.isPresent()) { // created by the thread that held the lock before
        return found;
      }
      Optional<Seal> created = create(caller, listed);
      if (created.isPresent()) {
        return created;
      }
    }
    throw RegistryException.unavailable(
        Subject.ARTIFACT, new IOException(source + " changes while it is sealed"));
  }

  /** Empty if the source changed meanwhile. */
  private Optional<Seal> create(AuthorizedCaller caller, Source source) {
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
      long generation = claims.use(seal.digest());
      Optional<Map<String, FileStamp>> stamps = draft.publish(seal.digest(), manifest.json());
      if (stamps.isPresent()) {
        rows.sealed(
            taken.rows(seal, stamps.get()),
            taken.copied(seal, stamps.get()),
            hashed,
            tx -> SealClaims.require(tx, seal.digest(), generation));
        claims.completed(seal.digest(), generation);
      } else if (existing.exists(seal.digest())) {
        rows.hashed(hashed);
      } else {
        return Optional.empty();
      }
      return Optional.of(seal);
    } catch (StaleSealException e) { // what was published is deleted again
      return Optional.empty();
    }
  }

  /**
   * Publishes a draft with files from elsewhere, or returns the existing seal with the same contents. Empty if a file of the draft was
   * changed meanwhile, or the seal deleted. Throws CONFLICT if the existing seal is known to be damaged.
   */
  public Optional<Seal> publish(SealDraft draft, Manifest manifest) {
    Seal seal = manifest.seal();
    long generation = claims.use(seal.digest());
    Optional<Map<String, FileStamp>> stamps = draft.publish(seal.digest(), manifest.json());
    if (stamps.isEmpty()) {
      return existing.find(manifest);
    }
    List<FileRow> files = manifest.lines().stream()
        .map(line -> new FileRow(
            seal.location().child(line.path()), stamps.get().get(line.path()), line.sha256(), true))
        .toList();
    try {
      rows.sealed(
          files,
          files,
          new FileRows.Hashed(List.of(), List.of()),
          tx -> SealClaims.require(tx, seal.digest(), generation));
    } catch (StaleSealException e) { // what was published is deleted again
      return Optional.empty();
    }
    claims.completed(seal.digest(), generation);
    return Optional.of(seal);
  }

  /** Throws if a copied file differs from its stored digest. The source did not change during sealing, so it differed before. */
  private void requireAsKnown(AuthorizedCaller caller, SealedFiles taken) {
    List<RegistryException> refusals = taken.differing().stream()
        .map(each -> digests.differs(caller, each.known(), each.sha256()))
        .toList();
    if (!refusals.isEmpty()) {
      throw refusals.get(0);
    }
  }
}
