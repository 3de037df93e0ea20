package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import dev.hallmark.server.error.RegistryException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Removes the folders of runs and logged models from the store. */
public final class RemovableFolders {
  private final ArtifactStore store;
  private final FileRows rows;

  public RemovableFolders(ArtifactStore store, FileRows rows) {
    this.store = store;
    this.rows = rows;
  }

  /** The folder, if this URI is one of the store that can be removed. Files elsewhere belong to clients. */
  public static Optional<ArtifactPath> of(String uri) {
    try {
      return ArtifactPath.ofUri(uri)
          .filter(
              path -> !path.isRoot() && !path.isReserved() && path.segments().size() > 1);
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  /** The total size of the files at this URI; 0 if they are not in the store. */
  public long bytes(String uri) {
    return of(uri).map(store::usage).map(Usage::bytes).orElse(0L);
  }

  /**
   * Deletes the files at these URIs with their rows, as far as they are in the store. Stops when it is told to, but never before it has
   * deleted something.
   *
   * @return how many of the first ones are deleted completely
   */
  public int delete(List<String> uris, BooleanSupplier stop) {
    List<Optional<ArtifactPath>> all = uris.stream().map(RemovableFolders::of).toList();
    List<ArtifactPath> folders = all.stream().flatMap(Optional::stream).toList();
    if (folders.isEmpty()) {
      return uris.size();
    }
    int deleted = store.deleteAll(folders, stop);
    rows.forgetBelow(folders.subList(0, deleted));
    return deleted == folders.size() ? uris.size() : all.indexOf(Optional.of(folders.get(deleted)));
  }

  /** Deletes a folder that has become empty. */
  public void deleteIfEmpty(ArtifactPath folder) {
    store.deleteIfEmpty(folder);
  }

  /** The total size of the files below a path. */
  public long bytes(ArtifactPath folder) {
    return store.usage(folder).bytes();
  }
}
