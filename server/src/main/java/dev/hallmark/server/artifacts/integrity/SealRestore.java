package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.artifacts.FileRow;
import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.Manifest;
import dev.hallmark.server.artifacts.Manifests;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ComparingStream;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.DamagedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replaces damaged files of one seal by files of a good copy, each atomically. */
final class SealRestore {
  private final ArtifactStore store;
  private final FileRows rows;
  private final SealVerifier verifier;
  private final String digest;
  private final ArtifactPath from;

  /** @param from a folder with the files of the seal, or its only file */
  SealRestore(
      ArtifactStore store, FileRows rows, SealVerifier verifier, String digest, ArtifactPath from) {
    this.store = store;
    this.rows = rows;
    this.verifier = verifier;
    this.digest = digest;
    this.from = from;
  }

  /**
   * Compares the copy of every damaged file first, so that a copy that cannot be used changes nothing. Returns the restored paths. Throws
   * NOT_FOUND for a missing copy and INVALID_ARGUMENT with reason MISMATCH for one with other contents.
   */
  List<String> run() {
    Manifest expected = verifier.expected(digest).orElseGet(this::ofCopy);
    List<DamagedFile> damaged = new ArrayList<>();
    verifier.compare(digest, expected, damaged::add);
    Map<String, Manifest.Line> lines = expected.lines().stream()
        .collect(Collectors.toMap(Manifest.Line::path, Function.identity()));
    List<Manifest.Line> replaced = damaged.stream()
        .map(each -> lines.get(each.path()))
        .filter(Objects::nonNull)
        .toList();
    replaced.forEach(this::requireEqual);
    replaced.forEach(this::replace);
    List<String> restored =
        new ArrayList<>(damaged.stream().map(DamagedFile::path).toList());
    damaged.stream()
        .filter(each -> each.kind() == DamagedFile.Kind.UNEXPECTED)
        .forEach(each -> store.delete(Seal.location(digest).child(each.path())));
    if (verifier.manifestDamage(digest).isPresent()) {
      write(Manifests.path(digest), expected.json());
      restored.add(Seal.MANIFEST);
    }
    return restored;
  }

  /** What the seal has to contain, from the copy. Throws if the copy has another digest. */
  private Manifest ofCopy() {
    Manifest copy = new Manifest(store.files(from).stream()
        .map(file -> new Manifest.Line(
            verifier.hash(file.path()).orElse(""), file.size(), name(file.path())))
        .toList());
    if (copy.lines().isEmpty()) {
      throw RegistryException.notFound(Subject.ARTIFACT, "path", from);
    }
    String found = copy.seal().digest();
    if (!found.equals(digest)) {
      throw mismatch(from, digest, found);
    }
    return copy;
  }

  private String name(ArtifactPath file) {
    return file.equals(from) ? file.name() : file.from(from);
  }

  /** The path of a file of the seal in the copy. */
  private ArtifactPath source(Manifest.Line line) {
    boolean isOnlyFile = from.name().equals(line.path())
        && store.stat(from).filter(entry -> !entry.folder()).isPresent();
    return isOnlyFile ? from : from.child(line.path());
  }

  private void requireEqual(Manifest.Line line) {
    ArtifactPath source = source(line);
    String found = verifier.hash(source).orElseThrow(() -> missing(source));
    if (!found.equals(line.sha256())) {
      throw mismatch(source, line.sha256(), found);
    }
  }

  private void replace(Manifest.Line line) {
    ArtifactPath source = source(line);
    ArtifactPath target = Seal.location(digest).child(line.path());
    OpenFile open = store.open(source).orElseThrow(() -> missing(source));
    Written written = StoreFailures.call(() -> {
      try (open;
          InputStream in = compared(open, source, line);
          Incoming incoming = store.receiveSealed(target, in, line.size())) {
        return incoming.commit();
      }
    });
    rows.written(new FileRow(target, written.stamp(), line.sha256(), true));
  }

  /** Ends with an exception if the copy was changed since it was compared. */
  private static InputStream compared(OpenFile open, ArtifactPath source, Manifest.Line line)
      throws IOException {
    return new ComparingStream(
        open.from(0), line.size(), line.sha256(), found -> mismatch(source, line.sha256(), found));
  }

  private void write(ArtifactPath target, byte[] content) {
    try (Incoming incoming =
        store.receiveSealed(target, new ByteArrayInputStream(content), content.length)) {
      incoming.commit();
    }
  }

  private static RegistryException missing(ArtifactPath source) {
    return RegistryException.notFound(Subject.ARTIFACT, "path", source);
  }

  private static RegistryException mismatch(ArtifactPath source, String expected, String found) {
    return RegistryException.invalid(
        Subject.ARTIFACT, Reason.MISMATCH, "path", source, expected, found);
  }
}
