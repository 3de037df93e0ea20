package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.RecentSet;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds and creates folders below a root, each opened relative to its parent. */
final class Folders {
  private static final int MAX_ATTEMPTS = 5;

  private final Folder.Root root;
  private final TempFiles tempFiles;
  private final Disk disk;
  private final Set<String> flushed = RecentSet.create();

  Folders(Folder.Root root, TempFiles tempFiles, Disk disk) {
    this.root = root;
    this.tempFiles = tempFiles;
    this.disk = disk;
  }

  /** Empty if the folder does not exist or its path contains a symbolic link. */
  static Optional<Folder> find(Folder.Root root, ArtifactPath path) throws IOException {
    Folder at = root.open();
    for (String name : names(path)) {
      try (Folder above = at) {
        Optional<Folder> next = above.folder(Path.of(name));
        if (next.isEmpty()) {
          return Optional.empty();
        }
        at = next.get();
      }
    }
    return Optional.of(at);
  }

  private static List<String> names(ArtifactPath path) {
    return path.isRoot() ? List.of() : path.segments();
  }

  /** Throws INVALID_ARGUMENT if the path cannot be a file: it is a folder, or a parent is not a folder. */
  static void requireRoomForFile(Folder.Root root, ArtifactPath path) throws IOException {
    Folder at = root.open();
    for (String name : names(path.parent())) {
      try (Folder above = at) {
        Optional<Folder> next = above.folder(Path.of(name));
        if (next.isEmpty()) {
          requireNothing(above, Path.of(name), path);
          return;
        }
        at = next.get();
      }
    }
    try (Folder folder = at) {
      requireNoFolder(folder, path);
    }
  }

  /** Throws INVALID_ARGUMENT if the path is a folder. */
  static void requireNoFolder(Folder above, ArtifactPath path) throws IOException {
    if (path.isRoot() || above.look(name(path)).filter(it -> it.isDirectory()).isPresent()) {
      throw mismatch(path);
    }
  }

  static Path name(ArtifactPath path) {
    return Path.of(path.name());
  }

  /**
   * Creates the missing parent folders of this file. Their entries are flushed when this returns. Throws INVALID_ARGUMENT if a parent is
   * not a folder.
   */
  Folder above(ArtifactPath file) throws IOException {
    Folder at = root.open();
    String current = "";
    for (String name : names(file.parent())) {
      current += "/" + name;
      try (Folder above = at) {
        at = create(above, Path.of(name), current, file);
      }
    }
    return at;
  }

  private Folder create(Folder above, Path name, String path, ArtifactPath wanted)
      throws IOException {
    IOException failure = new IOException("removed again and again while it was made: " + path);
    boolean isNew = false;
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<Folder> existing = above.folder(name);
      if (existing.isPresent()) {
        return remember(above, path, existing.get(), isNew);
      }
      requireNothing(above, name, wanted);
      isNew = true;
      try {
        createMissing(above, name);
      } catch (NoSuchFileException e) { // the parent folder has been deleted
        throw e;
      } catch (FileSystemException e) { // something was created there concurrently
        failure = e;
      }
    }
    throw failure;
  }

  /** Synchronized, because moving a new folder to a name replaces an empty folder that another thread may have open. */
  private synchronized void createMissing(Folder above, Path name) throws IOException {
    if (above.look(name).isEmpty()) {
      tempFiles.createFolder(above, name);
    }
  }

  private static void requireNothing(Folder above, Path name, ArtifactPath wanted)
      throws IOException {
    if (above.look(name).isPresent() && above.folder(name).isEmpty()) {
      throw mismatch(wanted);
    }
  }

  private static RegistryException mismatch(ArtifactPath path) {
    return RegistryException.invalid(Subject.ARTIFACT, Reason.MISMATCH, "path", path);
  }

  /** Also flushes a folder entry that another thread created and may not have flushed yet. */
  private Folder remember(Folder above, String path, Folder existing, boolean isNew)
      throws IOException {
    if (isNew || !flushed.contains(path)) {
      try {
        disk.flush(above);
      } catch (IOException e) {
        existing.close();
        throw e;
      }
      flushed.add(path);
    }
    return existing;
  }

  /** Removes this folder and those below from the set of flushed folders, before they are deleted or when one turns out to be deleted. */
  void forget(ArtifactPath folder) {
    String path = "/" + folder;
    synchronized (flushed) {
      flushed.removeIf(known -> known.equals(path) || known.startsWith(path + "/"));
    }
  }
}
