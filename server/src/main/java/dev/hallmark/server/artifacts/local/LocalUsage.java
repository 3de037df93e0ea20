package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Sizes and names of what is in a folder, whatever its names are. Does not follow symbolic links. */
final class LocalUsage {
  private LocalUsage() {}

  static Usage of(Folder.Root root, ArtifactPath path) throws IOException {
    Optional<Folder> found = path.isRoot() ? Optional.empty() : Folders.find(root, path.parent());
    if (found.isEmpty()) {
      return Usage.NOTHING;
    }
    try (Folder above = found.get()) {
      return of(above, Folders.name(path));
    }
  }

  /** Of the entry with this name. */
  static Usage of(Folder above, Path name) throws IOException {
    Optional<BasicFileAttributes> entry = above.look(name);
    Optional<Folder> opened = above.folder(name);
    if (opened.isEmpty()) {
      return entry
          .filter(each -> !each.isDirectory())
          .map(each -> Usage.NOTHING.plus(each.size(), each.lastModifiedTime().toMillis()))
          .orElse(Usage.NOTHING);
    }
    Usage usage = Usage.NOTHING;
    try (Folder folder = opened.get()) {
      for (Path each : folder.names()) {
        Usage below = of(folder, each);
        usage = new Usage(
            usage.files() + below.files(),
            usage.bytes() + below.bytes(),
            Math.max(usage.newest(), below.newest()));
      }
    }
    return usage;
  }

  /** The first names after this one. */
  static List<String> names(Folder.Root root, ArtifactPath path, String after, int limit)
      throws IOException {
    Optional<Folder> found = Folders.find(root, path);
    if (found.isEmpty()) {
      return List.of();
    }
    TreeSet<String> first = new TreeSet<>();
    try (Folder folder = found.get()) {
      for (Path each : folder.names()) {
        String name = each.toString();
        if (name.compareTo(after) > 0 && first.add(name) && first.size() > limit) {
          first.pollLast();
        }
      }
    }
    return List.copyOf(first);
  }
}
