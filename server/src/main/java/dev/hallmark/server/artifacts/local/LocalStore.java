package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * A folder of plain files on one file system. A symbolic link below the root is never followed. What is not finished lies
 * below {@code .tmp}.
 */
public final class LocalStore implements ArtifactStore {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Path path;
  private final Folder.Root root;
  private final Disk disk;
  private final LocalTree tree;
  private final TempFiles tempFiles;
  private final Folders folders;
  private final FileMoves moves;

  private LocalStore(Path path, Folder.Root root, Disk disk, TempFiles tempFiles) {
    this.path = path;
    this.root = root;
    this.disk = disk;
    this.tree = new LocalTree(root);
    this.tempFiles = tempFiles;
    this.folders = new Folders(root, tempFiles, disk);
    this.moves = new FileMoves(root, folders, tempFiles, disk);
  }

  /**
   * Opens, and makes where absent, the store in this folder. Other servers may work on it if they share the database.
   *
   * @param failedFlush called when a flush failed; it ends the process
   */
  public static LocalStore open(Path folder, FileModes modes, Consumer<Throwable> failedFlush)
      throws IOException {
    Files.createDirectories(folder);
    Path path = folder.toRealPath();
    return SecureFolder.isSupported(path)
        ? open(path, () -> SecureFolder.open(path), modes, failedFlush)
        : open(path, () -> new PathFolder(path), modes, failedFlush);
  }

  /** @param path real, of the folder that the root opens */
  static LocalStore open(
      Path path, Folder.Root root, FileModes modes, Consumer<Throwable> failedFlush)
      throws IOException {
    Disk disk = new Disk(modes, failedFlush);
    return new LocalStore(
        path, root, disk, TempFiles.open(root, Path.of(PathRules.TEMPORARY), disk));
  }

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    place(path);
    return StoreFailures.call(() -> tree.look(path));
  }

  /** Where a path lies, whether or not something is there. Throws INVALID_ARGUMENT for what cannot be a name here. */
  Path place(ArtifactPath path) {
    try {
      return this.path.resolve(path.value());
    } catch (InvalidPathException e) { // a name that the process' locale cannot write
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "path", path);
    }
  }

  @Override
  public List<Entry> list(ArtifactPath folder, IntConsumer count) {
    place(folder);
    return StoreFailures.call(() -> tree.list(folder, count));
  }

  @Override
  public List<Entry> files(ArtifactPath path) {
    place(path);
    return StoreFailures.call(() -> tree.files(path));
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    place(path);
    return StoreFailures.call(() -> tree.open(path));
  }

  /** Empty when something else lies there by now. */
  Optional<OpenFile> open(Entry file) throws IOException {
    return tree.open(file);
  }

  @Override
  public Incoming receive(ArtifactPath path, InputStream body, long length) {
    place(path);
    return StoreFailures.call(() -> {
      Folders.requireRoomForFile(root, path);
      return LocalUpload.receive(this, path, body, length);
    });
  }

  @Override
  public void note(ArtifactPath path, byte[] content) {
    Path temporary = tempFiles.next();
    StoreFailures.call(() -> {
      try {
        try (FileChannel out = tempFiles.create(temporary)) {
          Copying.write(out, ByteBuffer.wrap(content));
        }
        tempFiles.folder().chmod(temporary, disk.modes().file());
        moves.putUnflushed(temporary, path);
        return true;
      } finally {
        tempFiles.discard(temporary);
      }
    });
  }

  @Override
  public boolean delete(ArtifactPath path) {
    place(path);
    Path removed = tempFiles.next();
    boolean found = StoreFailures.call(() -> moves.takeAway(path, removed));
    tempFiles.discard(removed);
    return found;
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
    return StoreFailures.call(() -> LocalDraft.begin(this));
  }

  @Override
  public void flushSeal(String digest) {
    StoreFailures.call(() -> {
      try (Folder seals = folders.above(Seal.folder(digest))) {
        disk.flush(seals);
      }
      return true;
    });
  }

  Disk disk() {
    return disk;
  }

  TempFiles tempFiles() {
    return tempFiles;
  }

  Folders folders() {
    return folders;
  }

  FileMoves moves() {
    return moves;
  }

  @Override
  public void close() {
    StoreFailures.call(() -> {
      tempFiles.close();
      return true;
    });
  }
}
