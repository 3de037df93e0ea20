package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.artifacts.store.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A draft of a seal in a folder below {@code .tmp}. */
final class LocalDraft implements SealDraft {
  /** Below the limits of common file systems: 65,000 on ext4, 32,000 on some others. */
  private static final int MAX_LINKS = 30_000;

  private static final ArtifactPath FILES = new ArtifactPath("files");

  private final LocalStore store;
  private final Path name;
  private final Folder.Root root;
  private final List<ArtifactPath> unflushed = new ArrayList<>();
  private final Set<ArtifactPath> folders = new LinkedHashSet<>();
  private final Map<String, FileStamp> stamps = new HashMap<>();

  private LocalDraft(LocalStore store, Path name) {
    this.store = store;
    this.name = name;
    this.root = () -> store
        .tempFiles()
        .folder()
        .folder(name)
        .orElseThrow(() -> new NoSuchFileException("a seal in the making: " + name));
  }

  static LocalDraft begin(LocalStore store) throws IOException {
    Path name = store.tempFiles().next();
    store.tempFiles().createFolder(store.tempFiles().folder(), name);
    LocalDraft draft = new LocalDraft(store, name);
    draft.folders.add(ArtifactPath.ROOT);
    return draft;
  }

  /** The parent folder of a file of the draft; created if missing. */
  private Folder above(ArtifactPath file) throws IOException {
    Folder at = root.open();
    ArtifactPath current = ArtifactPath.ROOT;
    for (String segment : file.parent().segments()) {
      current = current.child(segment);
      try (Folder above = at) {
        Path below = Path.of(segment);
        if (folders.add(current)) {
          store.tempFiles().createFolder(above, below);
        }
        at = above.folder(below).orElseThrow(() -> new NoSuchFileException(segment));
      }
    }
    return at;
  }

  @Override
  public Optional<String> copy(Entry source, String name) {
    return StoreFailures.call(() -> {
      Optional<OpenFile> found = store.open(source);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (OpenFile file = found.get()) {
        return Optional.of(receive(file.from(0), file.stamp().size(), name));
      }
    });
  }

  @Override
  public String receive(InputStream in, long length, String name) throws IOException {
    ArtifactPath target = FILES.child(name);
    try (Folder above = above(target)) {
      Written written = copy(in, length, above, target);
      stamps.put(name, written.stamp());
      return written.sha256();
    }
  }

  private Written copy(InputStream in, long length, Folder above, ArtifactPath target)
      throws IOException {
    Path name = Folders.name(target);
    try (FileChannel out =
        above.open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Copying copying = new Copying().copy(in, out, length);
      above.chmod(name, store.disk().modes().sealed());
      unflushed.add(target);
      return new Written(LocalUpload.stamp(above, name), copying.sha256Hex());
    }
  }

  @Override
  public boolean link(ArtifactPath sealed, FileStamp stamp, String name) {
    return StoreFailures.call(() -> {
      if (store.stat(sealed).filter(found -> found.stamp().equals(stamp)).isEmpty()) {
        return false;
      }
      ArtifactPath target = FILES.child(name);
      try (Folder above = above(target)) {
        boolean linked = isLinked(store.resolve(sealed), stamp, above, Folders.name(target));
        if (linked) {
          stamps.put(name, stamp);
        }
        return linked;
      }
    });
  }

  /** Links by path, because Java has no other way; therefore checks afterwards that it is the right file. */
  private static boolean isLinked(Path existing, FileStamp stamp, Folder above, Path name)
      throws IOException {
    try {
      if ((int) Files.getAttribute(existing, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
          >= MAX_LINKS) {
        return false;
      }
      Files.createLink(above.path().resolve(name), existing);
    } catch (FileSystemException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // too many links, another file system, or no support for hard links
    }
    Optional<FileStamp> linked = above.look(name).map(Disk::stamp);
    if (linked.isPresent() && !linked.get().equals(stamp)) {
      above.deleteFile(name);
    }
    return linked.filter(stamp::equals).isPresent();
  }

  @Override
  public Optional<Map<String, FileStamp>> publish(String digest, byte[] manifest) {
    return StoreFailures.call(() -> {
      write(manifest);
      flushAll();
      try (Folder seals = store.folders().above(Seal.folder(digest))) {
        try {
          store.tempFiles().folder().move(name, seals, Path.of(digest));
          return Optional.of(Map.copyOf(stamps));
        } catch (FileSystemException e) {
          if (store.stat(Seal.folder(digest).child(Seal.MANIFEST)).isEmpty()) {
            throw e;
          }
          return Optional.empty();
        } finally {
          store.disk().flush(seals);
        }
      }
    });
  }

  private void write(byte[] manifest) throws IOException {
    ArtifactPath list = new ArtifactPath(Seal.MANIFEST);
    try (Folder folder = root.open();
        FileChannel out = folder.open(
            Folders.name(list), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Copying.write(out, ByteBuffer.wrap(manifest));
      folder.chmod(Folders.name(list), store.disk().modes().sealed());
    }
    unflushed.add(list);
  }

  /** Flushes after all files are written, so that the disk can combine the flushes. */
  private void flushAll() throws IOException {
    store.flushes().run(unflushed, file -> {
      try (Folder above = Folders.find(root, file.parent()).orElseThrow(() -> gone(file));
          FileChannel channel = above.open(Folders.name(file), StandardOpenOption.READ)) {
        store.disk().flushNew(channel);
      }
    });
    store.flushes().run(List.copyOf(folders), each -> {
      try (Folder folder = Folders.find(root, each).orElseThrow(() -> gone(each))) {
        store.disk().flush(folder);
      }
    });
  }

  private static IOException gone(ArtifactPath path) {
    return new NoSuchFileException("of a seal in the making: " + path);
  }

  @Override
  public void close() {
    store.tempFiles().discard(name);
  }
}
