package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be sealed, as it was listed.
 *
 * @param path a folder, or the only file
 * @param rows of its files
 */
record Source(ArtifactPath path, List<Entry> files, FileRows.Found rows) {
  /** What the files are, when the digest of each is known. */
  Optional<Manifest> known() {
    if (rows.current().size() < files.size()) {
      return Optional.empty();
    }
    return Optional.of(new Manifest(rows.current().stream()
        .map(row -> new Manifest.Line(row.sha256(), row.stamp().size(), name(path, row.path())))
        .toList()));
  }

  /** The name of a file in the seal: below the source, or its own name when the source is that file. */
  static String name(ArtifactPath source, ArtifactPath file) {
    return file.equals(source) ? file.name() : file.from(source);
  }

  Map<ArtifactPath, FileRow> digestByPath() {
    return rows.current().stream().collect(Collectors.toMap(FileRow::path, Function.identity()));
  }
}
