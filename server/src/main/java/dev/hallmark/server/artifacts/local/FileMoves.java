package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves complete files from temporary names to their paths, and deleted files to temporary names. */
final class FileMoves {
  private static final Logger LOG = LoggerFactory.getLogger(FileMoves.class);
  private static final int MAX_ATTEMPTS = 5;

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

  /** Moves a complete file to its path and flushes the folder. Throws UNAVAILABLE, with reason UNSURE, if the flush fails. */
  void put(Path finished, ArtifactPath path) throws IOException {
    try (Folder above = move(finished, path)) {
      flush(above);
    }
  }

  /** As {@link #put}, without a flush: the file can be lost in a power failure. */
  void putUnflushed(Path finished, ArtifactPath path) throws IOException {
    move(finished, path).close();
  }

  private Folder move(Path finished, ArtifactPath path) throws IOException {
    for (int i = 1; ; i++) {
      try {
        return moveOnce(finished, path);
      } catch (NoSuchFileException e) {
        // a parent folder was deleted, or replaced by another server
        folders.forget(path.parent());
        if (i == MAX_ATTEMPTS) {
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
      Folders.requireNoFolder(above, path); // a folder was created there meanwhile
      throw e;
    } finally {
      if (!moved) {
        above.close();
      }
    }
  }

  /** Moves a file or a folder to this temporary name and flushes its previous folder. Returns false if it does not exist. */
  boolean remove(ArtifactPath path, Path removed) throws IOException {
    return remove(path, removed, above -> LocalTree.isEntry(above, path), this::flush);
  }

  /** As {@link #remove(ArtifactPath, Path)}, also for symbolic links themselves and for special files. */
  boolean removeAny(ArtifactPath path, Path removed) throws IOException {
    return remove(path, removed, above -> exists(above, path), this::flush);
  }

  /**
   * As {@link #removeAny}, and then deletes the parent folder if it is empty, both without a flush.
   *
   * @return the folder to {@link #flush(ArtifactPath)}, even if nothing was there: an earlier change may not be flushed yet
   */
  ArtifactPath removeUnflushed(ArtifactPath path, Path removed) throws IOException {
    ArtifactPath parent = path.parent();
    remove(path, removed, above -> exists(above, path), above -> {});
    removeIfEmpty(parent, above -> {});
    Optional<Folder> left = Folders.find(root, parent);
    if (left.isPresent()) {
      left.get().close();
    }
    return left.isPresent() ? parent : parent.parent();
  }

  private static boolean exists(Folder above, ArtifactPath path) throws IOException {
    return above.look(Folders.name(path)).isPresent();
  }

  /** Flushes a folder, if it exists. */
  void flush(ArtifactPath changed) throws IOException {
    Optional<Folder> found = Folders.find(root, changed);
    if (found.isPresent()) {
      try (Folder folder = found.get()) {
        flush(folder);
      }
    }
  }

  private interface Check {
    boolean isRemovable(Folder above) throws IOException;
  }

  private boolean remove(ArtifactPath path, Path removed, Check check, Consumer<Folder> afterwards)
      throws IOException {
    Optional<Folder> found = path.isRoot() ? Optional.empty() : Folders.find(root, path.parent());
    if (found.isEmpty()) {
      return false;
    }
    try (Folder above = found.get()) {
      if (!check.isRemovable(above)) {
        return false;
      }
      folders.forget(path);
      above.move(Folders.name(path), tempFiles.folder(), removed);
      folders.forget(path);
      afterwards.accept(above);
      return true;
    } catch (NoSuchFileException e) { // deleted by someone else meanwhile
      return false;
    }
  }

  /** Deletes a folder if it is empty. */
  void removeIfEmpty(ArtifactPath path) throws IOException {
    removeIfEmpty(path, this::flush);
  }

  private void removeIfEmpty(ArtifactPath path, Consumer<Folder> afterwards) throws IOException {
    Optional<Folder> found = path.isRoot() ? Optional.empty() : Folders.find(root, path.parent());
    if (found.isEmpty()) {
      return;
    }
    try (Folder above = found.get()) {
      if (above.look(Folders.name(path)).filter(each -> each.isDirectory()).isPresent()) {
        folders.forget(path);
        above.deleteFolder(Folders.name(path));
        folders.forget(path);
        afterwards.accept(above);
      }
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      LOG.debug("{} is not empty, or was deleted meanwhile", path);
    }
  }

  /** Flushes a folder after a change that cannot be undone. */
  private void flush(Folder changed) {
    try {
      disk.flush(changed);
    } catch (IOException e) {
      throw RegistryException.unsure(Subject.STORAGE, e);
    }
  }
}
