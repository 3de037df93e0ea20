package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files to seal, as listed.
 *
 * @param path a folder or a single file
 * @param rows the stored rows of its files
 */
record Source(ArtifactPath path, List<Entry> files, FileRows.Found rows) {
  /** The manifest from stored digests; empty if a digest is missing. */
  Optional<Manifest> known() {
    if (rows.current().size() < files.size()) {
      return Optional.empty();
    }
    return Optional.of(new Manifest(rows.current().stream()
        .map(row -> new Manifest.Line(row.sha256(), row.stamp().size(), name(path, row.path())))
        .toList()));
  }

  /** The path of a file in the seal: relative to the source, or its name if the source is that file. */
  static String name(ArtifactPath source, ArtifactPath file) {
    return file.equals(source) ? file.name() : file.from(source);
  }

  Map<ArtifactPath, FileRow> digestByPath() {
    return rows.current().stream().collect(Collectors.toMap(FileRow::path, Function.identity()));
  }
}
