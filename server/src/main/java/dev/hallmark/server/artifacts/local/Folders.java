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

/** Finds and makes the folders below a root, each opened from the one above. */
final class Folders {
  private static final int TRIES = 5;

  private final Folder.Root root;
  private final TempFiles tempFiles;
  private final Disk disk;
  private final Set<String> flushed = RecentSet.create();

  Folders(Folder.Root root, TempFiles tempFiles, Disk disk) {
    this.root = root;
    this.tempFiles = tempFiles;
    this.disk = disk;
  }

  /** Empty where no folder lies, or a symbolic link leads there. */
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

  /** Throws INVALID_ARGUMENT unless a file can lie at this path: above it are folders or nothing, and it is none itself. */
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

  /** Throws INVALID_ARGUMENT when the path is a folder. */
  static void requireNoFolder(Folder above, ArtifactPath path) throws IOException {
    if (path.isRoot() || above.look(name(path)).filter(it -> it.isDirectory()).isPresent()) {
      throw mismatch(path);
    }
  }

  static Path name(ArtifactPath path) {
    return Path.of(path.name());
  }

  /**
   * Makes the folder of this file, and those above it, where they are missing; each has its name on disk when this returns.
   * Throws INVALID_ARGUMENT where something else than a folder is in the way.
   */
  Folder above(ArtifactPath file) throws IOException {
    Folder at = root.open();
    String upTo = "";
    for (String name : names(file.parent())) {
      upTo += "/" + name;
      try (Folder above = at) {
        at = make(above, Path.of(name), upTo, file);
      }
    }
    return at;
  }

  private Folder make(Folder above, Path name, String path, ArtifactPath wanted)
      throws IOException {
    IOException failure = new IOException("removed again and again while it was made: " + path);
    boolean isNew = false;
    for (int i = 0; i < TRIES; i++) {
      Optional<Folder> there = above.folder(name);
      if (there.isPresent()) {
        return remember(above, path, there.get(), isNew);
      }
      requireNothing(above, name, wanted);
      isNew = true;
      try {
        makeMissing(above, name);
      } catch (NoSuchFileException e) { // the folder above is gone
        throw e;
      } catch (FileSystemException e) { // somebody else made it, or a file or a link, meanwhile
        failure = e;
      }
    }
    throw failure;
  }

  /**
   * One thread at a time: a new folder that is moved to a name takes the place of an empty one, from under those who have
   * that open.
   */
  private synchronized void makeMissing(Folder above, Path name) throws IOException {
    if (above.look(name).isEmpty()) {
      tempFiles.makeFolder(above, name);
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

  /** Flushes also what another thread made: that one may not have come to it yet. */
  private Folder remember(Folder above, String path, Folder there, boolean isNew)
      throws IOException {
    if (isNew || !flushed.contains(path)) {
      try {
        disk.flush(above);
      } catch (IOException e) {
        there.close();
        throw e;
      }
      flushed.add(path);
    }
    return there;
  }

  /** Forgets that this folder and those below are there, before they are removed or when one proved to be gone. */
  void forget(ArtifactPath folder) {
    String path = "/" + folder;
    synchronized (flushed) {
      flushed.removeIf(known -> known.equals(path) || known.startsWith(path + "/"));
    }
  }
}
