package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.ArtifactOwners.Owner;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ArtifactEvent.ArtifactFoundChanged;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which digest the bytes of a file have to have, and what follows when they have another. */
final class FileDigests {
  private static final Logger LOG = LoggerFactory.getLogger(FileDigests.class);

  private final FileRows rows;
  private final Manifests manifests;
  private final Writes writes;
  private final ArtifactOwners owners;
  private final Clock clock;

  FileDigests(
      FileRows rows, Manifests manifests, Writes writes, ArtifactOwners owners, Clock clock) {
    this.rows = rows;
    this.manifests = manifests;
    this.writes = writes;
    this.owners = owners;
    this.clock = clock;
  }

  /**
   * What is known of a file that has this stamp; empty when nobody knows. A sealed file never changes, so there the digest
   * counts whatever the stamp is. Throws CONFLICT for a file that was found to differ, and for one that is no part of the seal
   * that it lies in.
   */
  Optional<FileRow> known(ArtifactPath path, FileStamp stamp) {
    Optional<FileRow> row = rows.find(path);
    Optional<FileRow> same = row.filter(found -> found.isAt(stamp));
    requireAsSent(same.stream().toList());
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

  /** Throws CONFLICT when one of these files was found to differ. */
  void requireAsSent(List<FileRow> files) {
    files.stream().filter(FileRow::digestMismatch).findFirst().ifPresent(file -> {
      throw refusal(file.path());
    });
  }

  /**
   * Marks a file whose bytes differ, so that it is refused from now on, with an entry in the audit, under the name of whoever
   * came across it.
   *
   * @param sha256 of the bytes that are there
   * @return the refusal
   */
  RegistryException differs(AuthorizedCaller caller, FileRow file, String sha256) {
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
    LOG.warn("{} was changed behind the server: {} instead of {}", path, sha256, file.sha256());
    return refusal(path);
  }

  /** Takes the next revision of the files of nobody. */
  Change touchStore(Tx tx, AuthorizedCaller caller) {
    return tx.attach(StoreHistory.class).next(caller, clock.millis());
  }

  static RegistryException refusal(ArtifactPath path) {
    return RegistryException.conflict(Subject.ARTIFACT, Reason.DIFFERS, "path", path);
  }
}
