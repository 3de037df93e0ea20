package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A cache of models on disk, one folder for each digest, shared by processes. A folder is created by an atomic rename, its files are
 * read-only, and its digests are checked at each use. It is removed when space is needed and no process uses it.
 *
 * <pre>
 * trees/DIGEST/files/…      the model
 * trees/DIGEST/manifest     the digests of its files; DIGEST is the digest of this file
 * records/KEY               the digest of a version, or the version that a URI was last resolved to
 * locks/…  tmp/…
 * </pre>
 */
final class ModelCache {
  private static final Logger LOG = System.getLogger(ModelCache.class.getName());

  private final Path root;
  private final long limit;
  private final Locks locks;
  private final Records records;

  /** A cached model that is not removed until {@code use} is closed. */
  record Tree(Path folder, Manifest manifest, Locks.Use use) {}

  /** A folder in {@code trees} and the time of its last use. */
  private record Entry(Path tree, Instant used, long size) {}

  /** @param limit in bytes */
  ModelCache(Path root, long limit) {
    this.root = root.toAbsolutePath();
    this.limit = limit;
    try {
      for (String part : List.of("trees", "records", "tmp")) {
        Files.createDirectories(this.root.resolve(part));
      }
      this.records = new Records(this.root);
      this.locks = new Locks(this.root.resolve("locks"));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  Records records() {
    return records;
  }

  /** The cached model with this digest, if it exists and is unchanged. */
  Optional<Tree> find(String digest) {
    try {
      return open(digest);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Whether a model with this digest exists. Unlike {@link #find}, does not check its files. */
  boolean has(String digest) {
    return Files.exists(tree(digest).resolve("manifest"));
  }

  private Optional<Tree> open(String digest) throws IOException {
    Locks.Use use = locks.use("use-" + digest);
    Optional<Tree> tree = use.closeOnFailure(() -> checked(digest, use));
    if (tree.isEmpty()) {
      use.close();
    }
    return tree;
  }

  private Optional<Tree> checked(String digest, Locks.Use use) throws IOException {
    Path tree = tree(digest);
    try {
      Manifest manifest = Manifest.read(tree.resolve("manifest"));
      String difference = manifest.digest().equals(digest)
          ? manifest.difference(tree.resolve("files"))
          : "manifest";
      if (difference.isEmpty()) {
        Files.setLastModifiedTime(tree.resolve("manifest"), FileTime.from(Instant.now()));
        return Optional.of(new Tree(tree.resolve("files"), manifest, use));
      }
      LOG.log(Level.WARNING, "{0} in the cache has changed ({1}): not used", tree, difference);
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "{0} is not in the cache", digest);
    }
    return Optional.empty();
  }

  /**
   * The model for this key. Fetches it, unless another thread or process fetches it at the same time.
   *
   * @param digest its digest; empty if not known
   * @param fetch downloads the files into the given folder
   */
  Tree obtain(String key, String digest, Function<Path, Manifest> fetch) {
    try {
      Tree tree = locks.exclusively("fill-" + key, () -> {
        String known =
            digest.isEmpty() ? records.find(key).map(Resolved::digest).orElse("") : digest;
        Optional<Tree> found = known.isEmpty() ? Optional.empty() : open(known);
        return found.isPresent() ? found.get() : fill(key, fetch);
      });
      return tree.use().closeOnFailure(() -> {
        evict();
        return tree;
      });
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Tree fill(String key, Function<Path, Manifest> fetch) throws IOException {
    removeDrafts(key);
    Path draft =
        Files.createDirectories(root.resolve("tmp").resolve(key + "-" + UUID.randomUUID()));
    try {
      Manifest manifest = fetch.apply(Files.createDirectories(draft.resolve("files")));
      Files.writeString(draft.resolve("manifest"), manifest.text());
      for (FetchedFile file : manifest.files()) {
        protect(draft.resolve("files").resolve(file.path()));
      }
      Locks.Use use = locks.use("use-" + manifest.digest());
      return use.closeOnFailure(() -> {
        publish(draft, manifest.digest());
        return new Tree(tree(manifest.digest()).resolve("files"), manifest, use);
      });
    } finally {
      delete(draft);
    }
  }

  private static void protect(Path file) throws IOException {
    if (!file.toFile().setReadOnly()) {
      throw new IOException("cannot be made read-only: " + file);
    }
  }

  /**
   * Keeps an existing folder, which was downloaded for another key, unless its files have changed. A changed folder is replaced even if it
   * is in use.
   */
  private void publish(Path draft, String digest) throws IOException {
    Path tree = tree(digest);
    locks.exclusively("publish-" + digest, () -> {
      if (Files.exists(tree)) {
        Optional<Tree> whole = open(digest);
        if (whole.isPresent()) {
          whole.get().use().close();
          return tree;
        }
        locks.exclusively("remove", () -> {
          discard(tree);
          removeDrafts("old-");
          return tree;
        });
      }
      return Files.move(draft, tree, StandardCopyOption.ATOMIC_MOVE);
    });
  }

  /** Removes a model by an atomic rename. The renamed folder is deleted later, with the drafts. */
  private Path discard(Path tree) throws IOException {
    Path old = root.resolve("tmp").resolve("old-" + UUID.randomUUID());
    return Files.move(tree, old, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the drafts of killed processes. The caller holds the lock for this prefix, so no running process uses them. */
  private void removeDrafts(String prefix) throws IOException {
    try (Stream<Path> drafts = Files.list(root.resolve("tmp"))) {
      for (Path draft : drafts.toList()) {
        if (draft.getFileName().toString().startsWith(prefix)) {
          delete(draft);
        }
      }
    }
  }

  /** Removes the least recently used models, until the rest fits or all are in use. */
  private void evict() throws IOException {
    locks.exclusively("remove", () -> {
      List<Entry> entries = entries();
      long all = entries.stream().mapToLong(Entry::size).sum();
      for (Entry entry : entries) {
        Path tree = entry.tree();
        if (all > limit && locks.ifUnused("use-" + tree.getFileName(), () -> discard(tree))) {
          LOG.log(Level.INFO, "{0} was removed from the cache to make room", tree);
          all -= entry.size();
        }
      }
      removeDrafts("old-");
      return all;
    });
  }

  /** Least recently used first. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> trees = Files.list(root.resolve("trees"))) {
      for (Path tree : trees.toList()) {
        entries.add(entry(tree));
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }

  /** A folder without a manifest counts as least recently used. */
  private static Entry entry(Path tree) throws IOException {
    Path manifest = tree.resolve("manifest");
    try {
      Instant used = Files.getLastModifiedTime(manifest).toInstant();
      return new Entry(tree, used, Manifest.read(manifest).size());
    } catch (NoSuchFileException e) {
      return new Entry(tree, Instant.EPOCH, 0);
    }
  }

  private Path tree(String digest) {
    return root.resolve("trees").resolve(digest);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private HallmarkException unusable(IOException cause) {
    return new HallmarkException(
        HallmarkException.LOCAL_FILE, "the cache " + root + " cannot be used", cause);
  }
}
