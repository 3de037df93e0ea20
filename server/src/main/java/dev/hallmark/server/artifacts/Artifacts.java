package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.ArtifactOwners.Owner;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ArtifactEvent.ArtifactsDeleted;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.KeyedLocks;
import dev.hallmark.server.storage.Writes;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Files of runs, logged models and experiments, and seals. A path without an owner requires the permission ADMINISTER and is accessible in
 * the workspace {@code default} only; other workspaces have only the paths of their experiments. Seals cannot be written. Paths of other
 * workspaces throw NOT_FOUND.
 */
public final class Artifacts {
  private final ArtifactStore store;
  private final Writes writes;
  private final Access access;
  private final ArtifactOwners owners;
  private final ReservedReads reserved;
  private final Clock clock;
  private final FileRows rows;
  private final FileDigests digests;
  private final SealStates states;
  private final ComparedFiles compared = new ComparedFiles();
  private final KeyedLocks locks = KeyedLocks.withoutLimit();

  public Artifacts(
      ServiceContext context,
      ArtifactStore store,
      ArtifactOwners owners,
      ReservedReads reserved,
      SealedVersions versions) {
    this.store = store;
    this.writes = context.writes();
    this.access = context.access();
    this.owners = owners;
    this.reserved = reserved;
    this.clock = context.clock();
    this.rows = new FileRows(context.jdbi(), writes);
    this.states = new SealStates(context, versions);
    this.digests = new FileDigests(rows, new Manifests(store), writes, owners, states, clock);
  }

  /**
   * Stores the body as this file, or replaces it. When this returns, the file is complete and flushed, and its digest is stored. An
   * incomplete body changes nothing.
   *
   * @param length the length of the body in bytes; -1 if unknown
   */
  public void put(Caller caller, ArtifactPath path, InputStream body, long length) {
    requireWritable(caller, path);
    try (Incoming incoming = store.receive(path, body, length)) {
      locks.with(
          path,
          () -> { // keeps row and file consistent for concurrent uploads
            Written written = incoming.commit();
            FileRow row = new FileRow(path, written.stamp(), written.sha256(), true);
            afterFilesChanged(() -> rows.written(row));
            return row;
          });
    }
  }

  private void requireWritable(Caller caller, ArtifactPath path) {
    requireChangeable(path);
    Optional<Owner> owner = owner(access.require(caller, Permission.READ), path);
    requireOf(caller, owner, Permission.EDIT, path);
    if (owner.isPresent() && !owner.get().active()) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.DELETED, "path", path);
    }
  }

  private static void requireChangeable(ArtifactPath path) {
    if (path.isRoot() || path.isReserved()) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.RESERVED, "path", path);
    }
  }

  /** Requires the permission on the owner; ADMINISTER if there is none. */
  private AuthorizedCaller requireOf(
      Caller caller, Optional<Owner> owner, Permission permission, ArtifactPath path) {
    if (owner.isEmpty()) {
      return access.require(caller, Permission.ADMINISTER);
    }
    AuthorizedCaller authorized = access.require(caller, permission);
    authorized.require(owner.get().resource(), () -> notFound(path));
    return authorized;
  }

  /** Throws NOT_FOUND if nothing exists at the path, INVALID_ARGUMENT for a folder. */
  public StoredFile get(Caller caller, ArtifactPath path) {
    AuthorizedCaller reader = requireReadable(caller, path);
    Optional<OpenFile> open = store.open(path);
    if (open.isEmpty()) {
      throw store.stat(path).isPresent()
          ? RegistryException.invalid(Subject.ARTIFACT, Reason.MISMATCH, "path", path)
          : notFound(path);
    }
    return stored(reader, path, open.get());
  }

  private StoredFile stored(AuthorizedCaller caller, ArtifactPath path, OpenFile file) {
    boolean handedOver = false;
    try {
      Optional<FileRow> known = digests.known(path, file.stamp());
      handedOver = true;
      return new StoredFile(
          path,
          file,
          known.map(FileRow::sha256).orElse(""),
          compared,
          other -> digests.differs(caller, known.orElseThrow(), other));
    } finally {
      if (!handedOver) {
        close(file);
      }
    }
  }

  private static void close(OpenFile file) {
    StoreFailures.call(() -> {
      file.close();
      return true;
    });
  }

  /** The files and folders directly in a folder, sorted by name. Empty for a file and for a path that does not exist. */
  public List<Entry> list(Caller caller, ArtifactPath folder, IntConsumer count) {
    requireReadable(caller, folder);
    return store.list(folder, count);
  }

  private AuthorizedCaller requireReadable(Caller caller, ArtifactPath path) {
    AuthorizedCaller reader = access.require(caller, Permission.READ);
    boolean sealed = path.top().equals(Seal.TOP) && path.segments().size() > 1;
    if (!sealed && (path.isReserved() || owner(reader, path).isEmpty())) {
      access.require(caller, Permission.ADMINISTER);
    }
    if (path.top().equals(PathRules.TEMPORARY)
        || path.isReserved() && !reserved.allows(reader, path)) {
      throw notFound(path);
    }
    return reader;
  }

  /** Empty if the path has no owner. Throws NOT_FOUND for a path that is not accessible from the caller's workspace. */
  private Optional<Owner> owner(AuthorizedCaller caller, ArtifactPath path) {
    Optional<Owner> owner = owners.find(caller, path);
    if (owner.isEmpty() && (path.isOfWorkspace() || !caller.caller().inDefaultWorkspace())) {
      throw notFound(path);
    }
    return owner;
  }

  private static RegistryException notFound(ArtifactPath path) {
    return RegistryException.notFound(Subject.ARTIFACT, "path", path);
  }

  /** Deletes a file, or a folder with all its contents. Does nothing if the path does not exist. */
  public void delete(Caller caller, ArtifactPath path) {
    requireChangeable(path);
    Optional<Owner> owner = owner(access.require(caller, Permission.READ), path);
    AuthorizedCaller authorized = requireOf(caller, owner, Permission.DELETE, path);
    if (store.stat(path).isEmpty()) {
      return;
    }
    writes.run(tx -> {
      Change change = owner
          .map(found -> owners.touch(tx, authorized, found))
          .orElseGet(() -> digests.touchStore(tx, authorized));
      rows.deleted(tx, path);
      tx.publish(new ArtifactsDeleted(change, path.value()));
    });
    // after the audit entry is flushed, so that every deleted file has one
    afterFilesChanged(() -> store.delete(path));
  }

  /** A failure at this point leaves the change incomplete, so the error must not say that nothing was changed. */
  private static void afterFilesChanged(Runnable work) {
    try {
      work.run();
    } catch (RegistryException e) {
      throw e.kind() == ErrorKind.UNAVAILABLE ? RegistryException.unsure(Subject.STORAGE, e) : e;
    }
  }

  /** The seals of this store. */
  public Seals seals() {
    return new Seals(store, rows, digests, states, this::requireAdministered, clock);
  }

  /** What is known about the files of seals. */
  public SealStates sealStates() {
    return states;
  }

  /** Requires that the caller can read this path and ADMINISTER, whoever it belongs to. Returns the caller as reader. */
  public AuthorizedCaller requireAdministered(Caller caller, ArtifactPath path) {
    access.require(caller, Permission.ADMINISTER);
    return requireReadable(caller, path);
  }

  /** The artifact root of a run, the base of paths in {@code /get-artifact} and {@code artifacts/list}. */
  public ArtifactPath rootOfRun(Caller caller, String runId) {
    return owners.rootOfRun(access.require(caller, Permission.READ), runId);
  }

  /** The artifact root of a logged model. */
  public ArtifactPath rootOfLoggedModel(Caller caller, String modelId) {
    return owners.rootOfLoggedModel(access.require(caller, Permission.READ), modelId);
  }
}
