package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.ArtifactOwners.Owner;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ArtifactEvent.ArtifactFoundChanged;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the expected digests of files, and handles files whose content differs. */
final class FileDigests {
  private static final Logger LOG = LoggerFactory.getLogger(FileDigests.class);

  private final FileRows rows;
  private final Manifests manifests;
  private final Writes writes;
  private final ArtifactOwners owners;
  private final SealStates seals;
  private final Clock clock;

  FileDigests(
      FileRows rows,
      Manifests manifests,
      Writes writes,
      ArtifactOwners owners,
      SealStates seals,
      Clock clock) {
    this.rows = rows;
    this.manifests = manifests;
    this.writes = writes;
    this.owners = owners;
    this.seals = seals;
    this.clock = clock;
  }

  /**
   * The stored row of a file with this stamp; empty if there is none. For a file in a seal, which never changes, the digest applies
   * whatever the stamp. Throws CONFLICT for a file that is marked as differing, for all files of a damaged seal, and for a file that is in
   * the folder of a seal but not in its manifest.
   */
  Optional<FileRow> known(ArtifactPath path, FileStamp stamp) {
    Seal.digestOf(path).ifPresent(digest -> seals.requireUndamaged(digest, path));
    Optional<FileRow> row = rows.find(path);
    Optional<FileRow> same = row.filter(found -> found.isAt(stamp));
    requireUnmarked(same.stream().toList());
    Optional<String> seal = Seal.withFile(path);
    if (same.isPresent() || seal.isEmpty()) {
      return same;
    }
    String sha256 = row.map(FileRow::sha256)
        .or(() -> listed(seal.get(), path))
        .orElseThrow(() -> refusal(path));
    return Optional.of(new FileRow(path, stamp, sha256, true));
  }

  private Optional<String> listed(String seal, ArtifactPath path) {
    String name = path.from(Seal.location(seal));
    return manifests.find(seal).stream()
        .flatMap(manifest -> manifest.lines().stream())
        .filter(line -> line.path().equals(name))
        .map(Manifest.Line::sha256)
        .findFirst();
  }

  /** Throws CONFLICT if the folder is of a damaged seal, or one of its files is marked as differing. */
  void requireUsable(ArtifactPath folder, List<FileRow> files) {
    Seal.digestOf(folder).ifPresent(digest -> seals.requireUndamaged(digest, folder));
    requireUnmarked(files);
  }

  /** Throws CONFLICT if one of these files is marked as differing. */
  void requireUnmarked(List<FileRow> files) {
    files.stream().filter(FileRow::digestMismatch).findFirst().ifPresent(file -> {
      throw refusal(file.path());
    });
  }

  /**
   * Marks a file whose content differs, so that it is rejected from now on, and publishes an audit event with the caller who read it.
   *
   * @param sha256 the SHA-256 of the current content
   * @return the exception to throw
   */
  RegistryException differs(AuthorizedCaller caller, FileRow file, String sha256) {
    ArtifactPath path = file.path();
    LOG.warn("{} was changed outside the server: {} instead of {}", path, sha256, file.sha256());
    Optional<String> seal = Seal.withFile(path);
    if (seal.isPresent()) {
      String name = path.from(Seal.location(seal.get()));
      seals.found(
          caller.origin(),
          caller.workspace(),
          seal.get(),
          List.of(new DamagedFile(DamagedFile.Kind.CHANGED, name, file.sha256(), sha256)));
    } else {
      mark(caller, file, sha256);
    }
    return refusal(path);
  }

  private void mark(AuthorizedCaller caller, FileRow file, String sha256) {
    ArtifactPath path = file.path();
    Optional<Owner> owner = path.isReserved() ? Optional.empty() : owners.find(caller, path);
    writes.run(tx -> {
      if (rows.mark(tx, file)) {
        Change change = owner
            .map(found -> owners.touch(tx, caller, found))
            .orElseGet(() -> touchStore(tx, caller));
        tx.publish(new ArtifactFoundChanged(change, path.value(), file.sha256(), sha256));
      }
    });
  }

  /** Increases the revision of files without an owner. */
  Change touchStore(Tx tx, AuthorizedCaller caller) {
    return tx.attach(StoreHistory.class).next(caller.origin(), caller.workspace(), clock.millis());
  }

  static RegistryException refusal(ArtifactPath path) {
    return RegistryException.conflict(Subject.ARTIFACT, Reason.DIFFERS, "path", path);
  }
}
