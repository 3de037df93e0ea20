package dev.hallmark.server.artifacts;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A folder of plain files on one file system. A symbolic link below the root is never followed. What is not finished lies
 * below {@code .tmp}.
 */
public final class LocalStore implements ArtifactStore {
  static final String UNFINISHED = ".tmp";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final int TRIES = 5;

  private final Path root;
  private final Disk disk;
  private final Unfinished unfinished;

  private LocalStore(Path root, Disk disk, Unfinished unfinished) {
    this.root = root;
    this.disk = disk;
    this.unfinished = unfinished;
  }

  /**
   * Opens, and makes where absent, the store in this folder. Other servers may work on it if they share the database.
   *
   * @param failedForce called when a force failed; it ends the process
   */
  public static LocalStore open(Path folder, FileModes modes, Consumer<Throwable> failedForce)
      throws IOException {
    Files.createDirectories(folder);
    Path root = folder.toRealPath();
    Disk disk = new Disk(root, modes, failedForce);
    disk.makeFolders(root.resolve(UNFINISHED));
    return new LocalStore(root, disk, Unfinished.open(root.resolve(UNFINISHED), disk));
  }

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    return Disk.call(() -> look(path));
  }

  private Optional<Entry> look(ArtifactPath path) throws IOException {
    Path place = place(path);
    return isReached(place) ? entry(path, place) : Optional.empty();
  }

  private static Optional<Entry> entry(ArtifactPath path, Path place) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile() || found.isDirectory()
          ? Optional.of(new Entry(path, found.isDirectory(), Disk.stamp(found)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Where a path lies, whether or not something is there. */
  Path place(ArtifactPath path) {
    try {
      return root.resolve(path.value());
    } catch (InvalidPathException e) { // a name that the process' locale cannot write
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "path", path);
    }
  }

  /** Whether the folder of this place is there, and no symbolic link leads to it. */
  private boolean isReached(Path place) throws IOException {
    if (place.equals(root)) {
      return true;
    }
    Path folder = place.getParent();
    try {
      return Files.isDirectory(folder) && folder.toRealPath().equals(folder);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public List<Entry> list(ArtifactPath folder) {
    return Disk.call(() -> {
      Optional<Entry> found = look(folder);
      List<Entry> entries = new ArrayList<>();
      if (found.isPresent() && found.get().folder()) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(place(folder))) {
          for (Path each : below) {
            Optional<ArtifactPath> path = nameOf(folder, each);
            if (path.isPresent() && !path.get().value().equals(UNFINISHED)) {
              entry(path.get(), each).ifPresent(entries::add);
            }
          }
        } catch (NoSuchFileException | NotDirectoryException e) {
          return List.of(); // removed meanwhile
        }
      }
      entries.sort(Comparator.comparing(Entry::name));
      return entries;
    });
  }

  /** Empty for a name that no path can say. */
  private Optional<ArtifactPath> nameOf(ArtifactPath folder, Path file) {
    try {
      ArtifactPath path = folder.child(file.getFileName().toString());
      return place(path).equals(file) ? Optional.of(path) : Optional.empty();
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Entry> files(ArtifactPath path) {
    return Disk.call(() -> {
      List<Entry> files = new ArrayList<>();
      Optional<Entry> found = look(path);
      if (found.isPresent()) {
        collect(found.get(), files);
      }
      files.sort(Comparator.comparing(each -> each.path().value()));
      return files;
    });
  }

  private void collect(Entry entry, List<Entry> files) throws IOException {
    if (!entry.folder()) {
      files.add(entry);
      return;
    }
    try (DirectoryStream<Path> below = Files.newDirectoryStream(place(entry.path()))) {
      for (Path each : below) {
        ArtifactPath path =
            nameOf(entry.path(), each).orElseThrow(() -> unsealable(entry.path(), each));
        Optional<Entry> child = entry(path, each);
        if (child.isEmpty() && Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
          throw unsealable(entry.path(), each);
        }
        if (child.isPresent()) {
          collect(child.get(), files);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // removed meanwhile: whoever compares two listings sees it
    }
  }

  private static RegistryException unsealable(ArtifactPath folder, Path file) {
    return RegistryException.invalid(
        Subject.ARTIFACT, Reason.UNSUPPORTED, "path", folder + "/" + file.getFileName());
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    return Disk.call(() -> {
      for (int i = 0; i < TRIES; i++) {
        Optional<Entry> found = look(path);
        if (found.isEmpty() || found.get().folder()) {
          return Optional.empty();
        }
        Optional<OpenFile> open = open(found.get());
        if (open.isPresent()) {
          return open;
        }
      }
      throw new IOException("replaced again and again while it was opened: " + path);
    });
  }

  /** Empty when something else lies there by now. */
  Optional<OpenFile> open(Entry file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(
          place(file.path()), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (look(file.path()).filter(file::equals).isEmpty()) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new LocalFile(file.stamp(), channel));
  }

  @Override
  public Incoming receive(ArtifactPath path, InputStream body, long length) {
    return Disk.call(() -> {
      requireRoomForFile(path);
      return LocalUpload.receive(this, path, body, length);
    });
  }

  /** A folder cannot be overwritten by a file, and nothing lies below a file. */
  private void requireRoomForFile(ArtifactPath path) throws IOException {
    if (path.isRoot() || look(path).filter(Entry::folder).isPresent()) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.MISMATCH, "path", path);
    }
    for (ArtifactPath above = path.parent(); !above.isRoot(); above = above.parent()) {
      Path place = place(above);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) || !isReached(place)) {
          throw RegistryException.invalid(Subject.ARTIFACT, Reason.MISMATCH, "path", path);
        }
        return;
      }
    }
  }

  @Override
  public void note(ArtifactPath path, byte[] content) {
    Path temporary = unfinished();
    Disk.call(() -> {
      try {
        Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
        disk.chmod(temporary, disk.modes().file());
        move(temporary, path);
        return true;
      } finally {
        Files.deleteIfExists(temporary);
      }
    });
  }

  /** Renames a finished file into its place, and forces the folder. */
  void put(Path finished, ArtifactPath path) throws IOException {
    move(finished, path);
    disk.force(place(path).getParent());
  }

  private void move(Path finished, ArtifactPath path) throws IOException {
    Path place = place(path);
    for (int i = 1; ; i++) {
      disk.makeFolders(place.getParent());
      requireRoomForFile(path);
      try {
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (NoSuchFileException e) { // the folder was removed meanwhile
        disk.forget(place.getParent());
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean delete(ArtifactPath path) {
    return Disk.call(() -> {
      Path place = place(path);
      if (look(path).isEmpty()) {
        return false;
      }
      Path removed = unfinished();
      disk.forget(place);
      Files.move(place, removed, StandardCopyOption.ATOMIC_MOVE);
      disk.forget(place);
      disk.force(place.getParent());
      Disk.remove(removed);
      return true;
    });
  }

  @Override
  public long highestNumber() {
    return list(ArtifactPath.ROOT).stream()
        .filter(each -> each.folder() && NUMBER.matcher(each.name()).matches())
        .mapToLong(each -> Long.parseLong(each.name()))
        .max()
        .orElse(0);
  }

  @Override
  public SealDraft draftSeal() {
    return Disk.call(() -> LocalDraft.begin(this));
  }

  @Override
  public void forceSeal(String digest) {
    Disk.call(() -> {
      disk.force(place(Seal.folder(digest)).getParent());
      return true;
    });
  }

  Disk disk() {
    return disk;
  }

  /** A name for something unfinished. */
  Path unfinished() {
    return unfinished.next();
  }

  @Override
  public void close() {
    Disk.call(() -> {
      unfinished.close();
      return true;
    });
  }
}
