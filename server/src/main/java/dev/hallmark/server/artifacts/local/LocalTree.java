package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Reads files and folders of a local store without following symbolic links. */
record LocalTree(Folder.Root root) {
  private static final int MAX_ATTEMPTS = 5;
  private static final Path SELF = Path.of(".");

  Optional<Entry> look(ArtifactPath path) throws IOException {
    Optional<Folder> found = Folders.find(root, path.parent());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Folder above = found.get()) {
      return entry(above, name(path), path);
    }
  }

  private static Path name(ArtifactPath path) {
    return path.isRoot() ? SELF : Folders.name(path);
  }

  /** Whether the path is a file or a folder. */
  static boolean isEntry(Folder above, ArtifactPath path) throws IOException {
    return entry(above, Folders.name(path), path).isPresent();
  }

  private static Optional<Entry> entry(Folder above, Path name, ArtifactPath path)
      throws IOException {
    return above.look(name).flatMap(found -> entry(path, found));
  }

  /** Empty for special files and symbolic links. */
  private static Optional<Entry> entry(ArtifactPath path, BasicFileAttributes found) {
    return found.isRegularFile() || found.isDirectory()
        ? Optional.of(
            new Entry(path, found.isDirectory(), Disk.stamp(found), Disk.modifiedAt(found)))
        : Optional.empty();
  }

  List<Entry> list(ArtifactPath path, IntConsumer count) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Optional<Folder> found = Folders.find(root, path);
    if (found.isPresent()) {
      try (Folder folder = found.get()) {
        List<Path> names = folder.names();
        count.accept(names.size());
        for (Path name : names) {
          Optional<ArtifactPath> child = child(path, name);
          if (child.isPresent() && !child.get().value().equals(PathRules.TEMPORARY)) {
            entry(folder, name, child.get()).ifPresent(entries::add);
          }
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** Empty for a name that is not valid in a path. */
  private static Optional<ArtifactPath> child(ArtifactPath folder, Path name) {
    try {
      ArtifactPath path = folder.child(name.toString());
      return Folders.name(path).equals(name) ? Optional.of(path) : Optional.empty();
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  List<Entry> files(ArtifactPath path, IntConsumer count) throws IOException {
    List<Entry> files = new ArrayList<>();
    Optional<Folder> found = Folders.find(root, path);
    if (found.isPresent()) {
      collect(found.get(), path, files, count);
    } else {
      look(path).filter(entry -> !entry.folder()).ifPresent(files::add);
    }
    files.sort(Comparator.comparing(each -> each.path().value()));
    return files;
  }

  private static void collect(
      Folder opened, ArtifactPath path, List<Entry> files, IntConsumer count) throws IOException {
    try (Folder folder = opened) {
      List<Path> names = folder.names();
      count.accept(names.size());
      for (Path name : names) {
        ArtifactPath child = child(path, name).orElseThrow(() -> unsealable(path, name));
        Optional<BasicFileAttributes> found = folder.look(name);
        if (found.isPresent()) { // otherwise deleted meanwhile
          collect(
              folder,
              entry(child, found.get()).orElseThrow(() -> unsealable(path, name)),
              files,
              count);
        }
      }
    }
  }

  private static void collect(Folder above, Entry found, List<Entry> files, IntConsumer count)
      throws IOException {
    if (found.folder()) {
      Optional<Folder> below = above.folder(Folders.name(found.path()));
      if (below.isPresent()) {
        collect(below.get(), found.path(), files, count);
      }
    } else {
      files.add(found);
    }
  }

  private static RegistryException unsealable(ArtifactPath folder, Path name) {
    String path = folder + "/" + name;
    return PathRules.tooLong(path)
        .orElseGet(
            () -> RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "path", path));
  }

  Optional<OpenFile> open(ArtifactPath path) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<Folder> found = Folders.find(root, path.parent());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (Folder above = found.get()) {
        Optional<Entry> file = entry(above, name(path), path);
        if (file.isEmpty() || file.get().folder()) {
          return Optional.empty();
        }
        Optional<OpenFile> open = open(above, file.get());
        if (open.isPresent()) {
          return open;
        }
      }
    }
    throw new IOException("replaced again and again while it was opened: " + path);
  }

  /** Empty if the file has been replaced meanwhile. */
  Optional<OpenFile> open(Entry file) throws IOException {
    Optional<Folder> found = Folders.find(root, file.path().parent());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Folder above = found.get()) {
      return isUnchanged(above, file) ? open(above, file) : Optional.empty();
    }
  }

  private static Optional<OpenFile> open(Folder above, Entry file) throws IOException {
    Path name = Folders.name(file.path());
    FileChannel channel;
    try {
      channel = above.open(name, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    boolean same = false;
    try {
      same = isUnchanged(above, file);
      return same
          ? Optional.of(new LocalFile(file, channel, above.path().resolve(name)))
          : Optional.empty();
    } finally {
      if (!same) {
        channel.close();
      }
    }
  }

  private static boolean isUnchanged(Folder above, Entry file) throws IOException {
    return entry(above, Folders.name(file.path()), file.path())
        .filter(file::equals)
        .isPresent();
  }
}
