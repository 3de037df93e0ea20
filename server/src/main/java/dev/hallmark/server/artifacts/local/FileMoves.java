package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Moves finished files from their temporary names into place, and what is deleted to a temporary name. */
final class FileMoves {
  private static final int TRIES = 5;

  private final Folder.Root root;
  private final Folders folders;
  private final TempFiles tempFiles;
  private final Disk disk;

  FileMoves(Folder.Root root, Folders folders, TempFiles tempFiles, Disk disk) {
    this.root = root;
    this.folders = folders;
    this.tempFiles = tempFiles;
    this.disk = disk;
  }

  /** Renames a finished file into its place, and flushes the folder. Throws UNAVAILABLE, unsure, when it may not last there. */
  void put(Path finished, ArtifactPath path) throws IOException {
    try (Folder above = move(finished, path)) {
      flush(above);
    }
  }

  /** As {@link #put}, but a power cut may take the file away again. */
  void putUnflushed(Path finished, ArtifactPath path) throws IOException {
    move(finished, path).close();
  }

  private Folder move(Path finished, ArtifactPath path) throws IOException {
    for (int i = 1; ; i++) {
      try {
        return moveOnce(finished, path);
      } catch (
          NoSuchFileException
              e) { // a folder on the way was removed, or another server put its own there
        folders.forget(path.parent());
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private Folder moveOnce(Path finished, ArtifactPath path) throws IOException {
    Folder above = folders.above(path);
    boolean moved = false;
    try {
      Folders.requireNoFolder(above, path);
      tempFiles.folder().move(finished, above, Folders.name(path));
      moved = true;
      return above;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      Folders.requireNoFolder(above, path); // one came to lie there meanwhile
      throw e;
    } finally {
      if (!moved) {
        above.close();
      }
    }
  }

  /** Moves a file or a folder to this temporary name, and flushes the folder it was in. False when nothing lies there. */
  boolean takeAway(ArtifactPath path, Path removed) throws IOException {
    Optional<Folder> found = path.isRoot() ? Optional.empty() : Folders.find(root, path.parent());
    if (found.isEmpty()) {
      return false;
    }
    try (Folder above = found.get()) {
      if (!LocalTree.isEntry(above, path)) {
        return false;
      }
      folders.forget(path);
      above.move(Folders.name(path), tempFiles.folder(), removed);
      folders.forget(path);
      flush(above);
      return true;
    } catch (NoSuchFileException e) { // somebody else was first
      return false;
    }
  }

  /** Flushes the folder after a change of it that cannot be taken back. */
  private void flush(Folder changed) {
    try {
      disk.flush(changed);
    } catch (IOException e) {
      throw RegistryException.unsure(Subject.STORAGE, e);
    }
  }
}
