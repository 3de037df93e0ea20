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
  private final SealCopy from;

  SealRestore(
      ArtifactStore store, FileRows rows, SealVerifier verifier, String digest, SealCopy from) {
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
    Manifest copy = from.manifest();
    String found = copy.seal().digest();
    if (!found.equals(digest)) {
      throw from.mismatch(from.path(), digest, found);
    }
    return copy;
  }

  private void requireEqual(Manifest.Line line) {
    ArtifactPath source = from.file(line);
    String found = from.hash(source);
    if (!found.equals(line.sha256())) {
      throw from.mismatch(source, line.sha256(), found);
    }
  }

  private void replace(Manifest.Line line) {
    ArtifactPath source = from.file(line);
    ArtifactPath target = Seal.location(digest).child(line.path());
    OpenFile open = from.open(source);
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
  private InputStream compared(OpenFile open, ArtifactPath source, Manifest.Line line)
      throws IOException {
    return new ComparingStream(
        open.from(0),
        line.size(),
        line.sha256(),
        found -> from.mismatch(source, line.sha256(), found));
  }

  private void write(ArtifactPath target, byte[] content) {
    try (Incoming incoming =
        store.receiveSealed(target, new ByteArrayInputStream(content), content.length)) {
      incoming.commit();
    }
  }
}
