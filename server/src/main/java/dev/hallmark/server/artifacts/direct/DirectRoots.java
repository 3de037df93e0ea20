package dev.hallmark.server.artifacts.direct;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileTree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All configured {@link DirectRoot}s. No file outside them is read. */
public final class DirectRoots implements AutoCloseable {
  public static final DirectRoots NONE = new DirectRoots(List.of());

  private final List<DirectRoot> roots;

  public DirectRoots(List<DirectRoot> roots) {
    this.roots = List.copyOf(roots);
  }

  public List<DirectRoot> all() {
    return roots;
  }

  public List<DirectUri> uris() {
    return roots.stream().map(DirectRoot::uri).toList();
  }

  /** The folder at this URI; empty if it is not below a root. */
  public Optional<DirectFolder> find(String uri) {
    return DirectUri.of(uri)
        .flatMap(location -> closest(location)
            .map(root -> new DirectFolder(
                uri, root, ArtifactPath.of(location.path().from(root.uri().path())))));
  }

  /** Roots can contain each other. */
  private Optional<DirectRoot> closest(DirectUri location) {
    return roots.stream()
        .filter(root -> location.startsWith(root.uri()))
        .max(Comparator.comparingInt(root -> root.uri().path().value().length()));
  }

  @Override
  public void close() {
    roots.forEach(FileTree::close);
  }
}
