package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.Leftovers;
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
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * An artifact store in a folder of a file system. Symbolic links below the root are never followed. Temporary files are in {@code .tmp}.
 */
public final class LocalStore implements ArtifactStore {
  private final Path path;
  private final Folder.Root root;
  private final Disk disk;
  private final LocalTree tree;
  private final TempFiles tempFiles;
  private final Folders folders;
  private final FileMoves moves;
  private final LocalDeletion deletion;
  private final Flushes flushes = new Flushes();

  private LocalStore(Path path, Folder.Root root, Disk disk, TempFiles tempFiles) {
    this.path = path;
    this.root = root;
    this.disk = disk;
    this.tree = new LocalTree(root);
    this.tempFiles = tempFiles;
    this.folders = new Folders(root, tempFiles, disk);
    this.moves = new FileMoves(root, folders, tempFiles, disk);
    this.deletion = new LocalDeletion(moves, tempFiles);
  }

  /**
   * Opens the store in this folder; creates it if missing. Other servers can use it concurrently if they share the database.
   *
   * @param failedFlush called after a failed flush; ends the process
   */
  public static LocalStore open(Path folder, FileModes modes, Consumer<Throwable> failedFlush)
      throws IOException {
    Files.createDirectories(folder);
    Path path = folder.toRealPath();
    return SecureFolder.isSupported(path)
        ? open(path, () -> SecureFolder.open(path), modes, failedFlush)
        : open(path, () -> new PathFolder(path), modes, failedFlush);
  }

  /** @param path the real path of the folder that the root opens */
  static LocalStore open(
      Path path, Folder.Root root, FileModes modes, Consumer<Throwable> failedFlush)
      throws IOException {
    Disk disk = new Disk(modes, failedFlush);
    return new LocalStore(
        path, root, disk, TempFiles.open(root, Path.of(PathRules.TEMPORARY), disk));
  }

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    resolve(path);
    return StoreFailures.call(() -> tree.look(path));
  }

  /** The file system path, even if nothing exists there. Throws INVALID_ARGUMENT for a name that the file system cannot represent. */
  Path resolve(ArtifactPath path) {
    try {
      return this.path.resolve(path.value());
    } catch (InvalidPathException e) { // the locale of the process cannot encode the name
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "path", path);
    }
  }

  @Override
  public List<Entry> list(ArtifactPath folder, IntConsumer count) {
    resolve(folder);
    return StoreFailures.call(() -> tree.list(folder, count));
  }

  @Override
  public List<Entry> files(ArtifactPath path, IntConsumer count) {
    resolve(path);
    return StoreFailures.call(() -> tree.files(path, count));
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    resolve(path);
    return StoreFailures.call(() -> tree.open(path));
  }

  /** Empty if the file has been replaced meanwhile. */
  Optional<OpenFile> open(Entry file) throws IOException {
    return tree.open(file);
  }

  @Override
  public Incoming receive(ArtifactPath path, InputStream body, long length) {
    return receive(path, body, length, disk.modes().file());
  }

  @Override
  public Incoming receiveSealed(ArtifactPath path, InputStream body, long length) {
    return receive(path, body, length, disk.modes().sealed());
  }

  private Incoming receive(
      ArtifactPath path, InputStream body, long length, Set<PosixFilePermission> mode) {
    resolve(path);
    return StoreFailures.call(() -> {
      Folders.requireRoomForFile(root, path);
      return LocalUpload.receive(this, path, body, length, mode);
    });
  }

  @Override
  public void writeUnflushed(ArtifactPath path, byte[] content) {
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
    resolve(path);
    return deletion.delete(path);
  }

  @Override
  public boolean deleteUntil(ArtifactPath path, BooleanSupplier stop) {
    resolve(path);
    deletion.deleteAny(path);
    return true;
  }

  @Override
  public int deleteAll(List<ArtifactPath> paths, BooleanSupplier stop) {
    paths.forEach(this::resolve);
    return deletion.deleteAll(paths, stop);
  }

  @Override
  public void deleteIfEmpty(ArtifactPath folder) {
    resolve(folder);
    deletion.deleteIfEmpty(folder);
  }

  @Override
  public Usage usage(ArtifactPath path) {
    resolve(path);
    return StoreFailures.call(() -> LocalUsage.of(root, path));
  }

  @Override
  public List<String> names(ArtifactPath folder, String after, int limit) {
    resolve(folder);
    return StoreFailures.call(() -> LocalUsage.names(root, folder, after, limit));
  }

  @Override
  public Leftovers temporaryFiles() {
    return new DeadServers(root, tempFiles);
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

  Flushes flushes() {
    return flushes;
  }

  FileMoves moves() {
    return moves;
  }

  @Override
  public void close() {
    flushes.close();
    StoreFailures.call(() -> {
      tempFiles.close();
      return true;
    });
  }
}
