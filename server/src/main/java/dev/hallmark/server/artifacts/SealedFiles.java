package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that have been added to a draft of a seal. */
final class SealedFiles {
  /** With a coarse clock, a file that was modified this recently can change again without a new modification time. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** A file whose copied content differs from its stored digest. */
  record Differing(FileRow known, String sha256) {}

  /** @param known the stored row of the source; empty if there is none */
  private record Taken(
      Entry source, String name, String sha256, boolean copied, Optional<FileRow> known) {
    FileRow row(Seal seal, Map<String, FileStamp> stamps) {
      return new FileRow(seal.location().child(name), stamps.get(name), sha256, true);
    }
  }

  private final List<Taken> taken = new ArrayList<>();

  /**
   * Adds all files: links those that another seal has and copies the rest.
   *
   * @param linkable files of other seals by digest
   * @return false if a file has changed since it was listed
   */
  boolean take(Source source, SealDraft draft, Map<String, FileRow> linkable) {
    Map<ArtifactPath, FileRow> digests = source.digestByPath();
    for (Entry file : source.files()) {
      Optional<FileRow> digest = Optional.ofNullable(digests.get(file.path()));
      String name = Source.name(source.path(), file.path());
      Optional<Taken> linked = digest
          .map(row -> linkable.get(row.sha256()))
          .flatMap(other -> link(draft, other, file, name, digest));
      Optional<Taken> got = linked.isPresent() ? linked : copy(draft, file, name, digest);
      if (got.isEmpty()) {
        return false;
      }
      taken.add(got.get());
    }
    return true;
  }

  private static Optional<Taken> link(
      SealDraft draft, FileRow other, Entry file, String name, Optional<FileRow> known) {
    return draft.link(other.path(), other.stamp(), name)
        ? Optional.of(new Taken(file, name, other.sha256(), false, known))
        : Optional.empty();
  }

  private static Optional<Taken> copy(
      SealDraft draft, Entry file, String name, Optional<FileRow> known) {
    Optional<String> sha256 =
        known.isPresent() ? draft.copy(file, asHashed(known.get()), name) : draft.copy(file, name);
    return sha256.map(found -> new Taken(file, name, found, true, known));
  }

  private static Written asHashed(FileRow known) {
    return new Written(known.stamp(), known.sha256());
  }

  /** Files whose content differs from their stored digest. */
  List<Differing> differing() {
    return taken.stream()
        .flatMap(each -> each.known.stream()
            .filter(row -> !row.sha256().equals(each.sha256))
            .map(row -> new Differing(row, each.sha256)))
        .toList();
  }

  Manifest manifest() {
    return new Manifest(taken.stream()
        .map(each -> new Manifest.Line(each.sha256, each.source.size(), each.name))
        .toList());
  }

  /** @param stamps of the sealed files, by name, as returned by {@link SealDraft#publish} */
  List<FileRow> rows(Seal seal, Map<String, FileStamp> stamps) {
    return taken.stream().map(each -> each.row(seal, stamps)).toList();
  }

  /**
   * The files that were copied, to which later seals can link.
   *
   * @param stamps of the sealed files, by name, as returned by {@link SealDraft#publish}
   */
  List<FileRow> copied(Seal seal, Map<String, FileStamp> stamps) {
    return taken.stream()
        .filter(Taken::copied)
        .map(each -> each.row(seal, stamps))
        .toList();
  }

  /** Files of the source that had no stored digest, except recently modified ones, which may still change. */
  List<FileRow> hashed(Instant now) {
    Instant settled = now.minus(SETTLING);
    return taken.stream()
        .filter(each -> each.known.isEmpty())
        .filter(each -> each.source.modifiedAt().isBefore(settled))
        .map(each -> new FileRow(each.source.path(), each.source.stamp(), each.sha256, false))
        .toList();
  }
}
