package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.ArtifactAccess.Changer;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
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

/** Files of runs, logged models and experiments, and seals. {@link ArtifactAccess} defines who can access a path. */
public final class Artifacts {
  private final ArtifactStore store;
  private final Writes writes;
  private final Access access;
  private final ArtifactAccess paths;
  private final ArtifactOwners owners;
  private final Clock clock;
  private final FileRows rows;
  private final FileDigests digests;
  private final SealStates states;
  private final SealClaims claims;
  private final ComparedFiles compared;
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
    this.paths = new ArtifactAccess(access, owners, reserved);
    this.clock = context.clock();
    this.compared = new ComparedFiles(clock);
    this.rows = new FileRows(context.jdbi(), writes);
    this.states = new SealStates(context, versions);
    this.claims = new SealClaims(context, versions);
    this.digests = new FileDigests(rows, new Manifests(store), writes, owners, states, clock);
  }

  /**
   * Stores the body as this file, or replaces it. When this returns, the file is complete and flushed, and its digest is stored. An
   * incomplete body changes nothing.
   *
   * @param length the length of the body in bytes; -1 if unknown
   */
  public void put(Caller caller, ArtifactPath path, InputStream body, long length) {
    paths.requireWritable(caller, path);
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

  /** Throws NOT_FOUND if there is no file at the path, also for a folder. */
  public StoredFile get(Caller caller, ArtifactPath path) {
    AuthorizedCaller reader = paths.requireReadable(caller, path);
    OpenFile file = store.open(path).orElseThrow(() -> ArtifactAccess.notFound(path));
    return stored(reader, path, file);
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
    paths.requireReadable(caller, folder);
    return store.list(folder, count);
  }

  /**
   * All files below a folder, or the file itself, sorted by path, to be read one after the other. Throws NOT_FOUND if there are none,
   * INVALID_ARGUMENT if the name of one is not a valid path, CONFLICT if one is known to have been changed outside this server.
   *
   * @param count as in {@link #list}; the number of all files
   */
  public ArchivedFiles archive(Caller caller, ArtifactPath path, IntConsumer count) {
    if (path.isRoot()) { // it contains the files of all workspaces
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.MISSING, "path", path);
    }
    paths.requireReadable(caller, path);
    List<Entry> files = store.files(path, count);
    if (files.isEmpty()) {
      throw ArtifactAccess.notFound(path);
    }
    digests.requireUsable(path, rows.matching(path, files));
    return new ArchivedFiles(path, files, each -> get(caller, each));
  }

  /** Deletes a file, or a folder with all its contents. Does nothing if the path does not exist. */
  public void delete(Caller caller, ArtifactPath path) {
    Changer changer = paths.requireChangeable(caller, Permission.DELETE, path);
    AuthorizedCaller authorized = changer.caller();
    if (store.stat(path).isEmpty()) {
      return;
    }
    writes.run(tx -> {
      Change change = changer
          .owner()
          .map(found -> owners.touch(tx, authorized, found))
          .orElseGet(() -> digests.touchStore(tx, authorized));
      rows.deleted(tx, path);
      tx.publish(new ArtifactsDeleted(change, path.value()));
    });
    // after the audit entry is flushed, so that every deleted file has one
    afterFilesChanged(() -> store.delete(path));
  }

  /** A failure at this point leaves the change incomplete, so the error must not say that nothing was changed. */
  static void afterFilesChanged(Runnable work) {
    try {
      work.run();
    } catch (RegistryException e) {
      throw e.kind() == ErrorKind.UNAVAILABLE ? RegistryException.unsure(Subject.STORAGE, e) : e;
    }
  }

  /** The seals of this store. */
  public Seals seals() {
    return new Seals(
        store,
        rows,
        digests,
        new Seals.Shared(states, claims, owners),
        this::requireAdministered,
        clock);
  }

  /** What is known about the files of seals. */
  public SealStates sealStates() {
    return states;
  }

  /** Keeps registrations and the deletion of seals apart. */
  public SealClaims sealClaims() {
    return claims;
  }

  /** Requires that the caller can read this path and ADMINISTER, whoever it belongs to. Returns the caller as reader. */
  public AuthorizedCaller requireAdministered(Caller caller, ArtifactPath path) {
    access.require(caller, Permission.ADMINISTER);
    return paths.requireReadable(caller, path);
  }

  /** Transfers between clients and the store without this server. */
  public DirectTransfers transfers() {
    return new DirectTransfers(store, paths, rows, digests, compared, locks);
  }

  /**
   * The artifact root of a run, the base of paths in {@code /get-artifact} and {@code artifacts/list}. Throws INVALID_ARGUMENT if it is not
   * in this server's store.
   */
  public ArtifactPath rootOfRun(Caller caller, String runId) {
    return own(owners.uriOfRun(access.require(caller, Permission.READ), runId));
  }

  /** The artifact root of a logged model. Throws as {@link #rootOfRun} does. */
  public ArtifactPath rootOfLoggedModel(Caller caller, String modelId) {
    return own(owners.uriOfLoggedModel(access.require(caller, Permission.READ), modelId));
  }

  private static ArtifactPath own(String uri) {
    return ArtifactPath.ofUri(uri)
        .orElseThrow(() ->
            RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "artifact_uri", uri));
  }
}
