package dev.hallmark.server.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A seal in the making below {@code .tmp}. */
final class LocalDraft implements SealDraft {
  /** Below what any common file system takes: 65,000 on ext4, 32,000 on some. */
  private static final int MOST_LINKS = 30_000;

  private final LocalStore store;
  private final Path folder;
  private final List<Path> unforced = new ArrayList<>();
  private final Set<Path> folders = new LinkedHashSet<>();

  private LocalDraft(LocalStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  static LocalDraft begin(LocalStore store) throws IOException {
    LocalDraft draft = new LocalDraft(store, store.unfinished());
    draft.makeFolder(draft.folder);
    return draft;
  }

  private void makeFolder(Path wanted) throws IOException {
    if (folders.contains(wanted)) {
      return;
    }
    if (!wanted.equals(folder)) {
      makeFolder(wanted.getParent());
    }
    Files.createDirectory(wanted);
    store.disk().chmod(wanted, store.disk().modes().folder());
    folders.add(wanted);
  }

  private Path target(String name) throws IOException {
    Path target = folder.resolve("files").resolve(name);
    makeFolder(target.getParent());
    return target;
  }

  @Override
  public Optional<Written> copy(Entry source, String name) {
    return Disk.call(() -> {
      Optional<OpenFile> found = store.open(source);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (OpenFile file = found.get()) {
        return Optional.of(copy(file, target(name)));
      }
    });
  }

  private Written copy(OpenFile file, Path target) throws IOException {
    Files.deleteIfExists(target);
    try (FileChannel out =
        FileChannel.open(target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      Copying copying = new Copying().pass(file.from(0), out, file.stamp().size());
      store.disk().chmod(target, store.disk().modes().sealed());
      unforced.add(target);
      return new Written(LocalUpload.stamp(target), copying.sha256Hex());
    }
  }

  @Override
  public Optional<FileStamp> link(ArtifactPath sealed, FileStamp stamp, String name) {
    return Disk.call(() -> {
      if (store.stat(sealed).filter(found -> found.stamp().equals(stamp)).isEmpty()) {
        return Optional.empty();
      }
      Path place = store.place(sealed);
      try {
        if ((int) Files.getAttribute(place, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
            >= MOST_LINKS) {
          return Optional.empty();
        }
        Files.createLink(target(name), place);
        return Optional.of(stamp);
      } catch (FileSystemException | UnsupportedOperationException | IllegalArgumentException e) {
        return Optional.empty(); // too many links, another file system, or one without links
      }
    });
  }

  @Override
  public boolean publish(String digest, byte[] manifest) {
    return Disk.call(() -> {
      Path list = folder.resolve(Manifest.FILE);
      Files.write(list, manifest, StandardOpenOption.CREATE_NEW);
      store.disk().chmod(list, store.disk().modes().sealed());
      unforced.add(list);
      forceAll();
      Path place = store.place(Seal.folder(digest));
      store.disk().makeFolders(place.getParent());
      try {
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        if (store.stat(Seal.folder(digest).child(Manifest.FILE)).isEmpty()) {
          throw e;
        }
        return false;
      } finally {
        store.disk().force(place.getParent());
      }
      return true;
    });
  }

  /** Written first and forced together: the disk then takes many files with one movement. */
  private void forceAll() throws IOException {
    for (Path file : unforced) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
    for (Path each : folders) {
      store.disk().force(each);
    }
  }

  @Override
  public void close() {
    Disk.call(() -> {
      if (Files.exists(folder)) {
        Disk.remove(folder);
      }
      return true;
    });
  }
}
