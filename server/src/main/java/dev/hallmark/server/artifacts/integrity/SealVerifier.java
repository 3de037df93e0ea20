package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.Manifest;
import dev.hallmark.server.artifacts.Manifests;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileTree;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.events.DamagedFile.Kind;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds damaged files of seals by reading all of them. Changes nothing. */
final class SealVerifier {
  private final ArtifactStore store;
  private final Manifests manifests;
  private final FileRows rows;

  SealVerifier(ArtifactStore store, FileRows rows) {
    this.store = store;
    this.manifests = new Manifests(store);
    this.rows = rows;
  }

  SealVerification verify(String digest) {
    List<DamagedFile> first = new ArrayList<>();
    int[] count = new int[1];
    Optional<Manifest> expected = verify(digest, each -> {
      if (count[0]++ < SealStates.MOST_STORED) {
        first.add(each);
      }
    });
    Optional<Seal> seal = expected.map(Manifest::seal);
    return new SealVerification(
        digest, seal.map(Seal::files).orElse(0), seal.map(Seal::bytes).orElse(0L), first, count[0]);
  }

  /** Returns what the seal has to contain, if that is known. */
  private Optional<Manifest> verify(String digest, Consumer<DamagedFile> damaged) {
    manifestDamage(digest).ifPresent(damaged);
    Optional<Manifest> expected = expected(digest);
    expected.ifPresent(manifest -> compare(digest, manifest, damaged));
    return expected;
  }

  /** Compares the files, but not the manifest, with what the seal has to contain. */
  void compare(String digest, Manifest expected, Consumer<DamagedFile> damaged) {
    expected.lines().forEach(line -> damage(digest, line).ifPresent(damaged));
    unexpected(digest, expected).forEach(damaged);
  }

  /** Empty if the manifest has the digest. */
  Optional<DamagedFile> manifestDamage(String digest) {
    String found = manifests.read(digest).map(read -> read.seal().digest()).orElse("");
    return found.equals(digest)
        ? Optional.empty()
        : Optional.of(new DamagedFile(Kind.MANIFEST, Seal.MANIFEST, digest, found));
  }

  /** What the seal has to contain: its manifest, or if that is damaged, the stored digests of its files. Empty if neither has the digest. */
  Optional<Manifest> expected(String digest) {
    return manifests
        .read(digest)
        .filter(read -> read.seal().digest().equals(digest))
        .or(() ->
            Optional.of(stored(digest)).filter(stored -> stored.seal().digest().equals(digest)));
  }

  private Manifest stored(String digest) {
    ArtifactPath location = Seal.location(digest);
    return new Manifest(rows.below(location).stream()
        .map(row ->
            new Manifest.Line(row.sha256(), row.stamp().size(), row.path().from(location)))
        .toList());
  }

  private Optional<DamagedFile> damage(String digest, Manifest.Line line) {
    return damage(line, hash(Seal.location(digest).child(line.path())));
  }

  /** @param found the SHA-256 of the file; empty if it is missing */
  static Optional<DamagedFile> damage(Manifest.Line line, Optional<String> found) {
    if (found.filter(line.sha256()::equals).isPresent()) {
      return Optional.empty();
    }
    Kind kind = found.isPresent() ? Kind.CHANGED : Kind.MISSING;
    return Optional.of(new DamagedFile(kind, line.path(), line.sha256(), found.orElse("")));
  }

  private Optional<String> hash(ArtifactPath path) {
    return hash(store, path);
  }

  /** The SHA-256 of a file; empty if there is none. */
  static Optional<String> hash(FileTree tree, ArtifactPath path) {
    return tree.open(path)
        .map(open -> StoreFailures.call(() -> {
          try (open;
              InputStream in = open.from(0)) {
            return Copying.hash(in);
          }
        }));
  }

  /** Files in the folder that do not belong to the seal. They are not read. */
  List<DamagedFile> unexpected(String digest, Manifest expected) {
    Set<String> known =
        expected.lines().stream().map(Manifest.Line::path).collect(Collectors.toSet());
    ArtifactPath location = Seal.location(digest);
    try {
      return store.files(location).stream()
          .map(Entry::path)
          .map(path -> path.from(location))
          .filter(name -> !known.contains(name))
          .map(name -> new DamagedFile(Kind.UNEXPECTED, name, "", ""))
          .toList();
    } catch (RegistryException e) {
      if (e.kind() != ErrorKind.INVALID_ARGUMENT) {
        throw e;
      }
      // a link, a special file or an invalid name, which ends the listing
      return List.of(new DamagedFile(Kind.UNEXPECTED, e.value(), "", ""));
    }
  }
}
