package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A folder of a file system, such as a network share. Symbolic links below it are never followed. */
public final class LocalRoot implements DirectRoot {
  private final DirectUri uri;
  private final LocalTree tree;

  private LocalRoot(DirectUri uri, LocalTree tree) {
    this.uri = uri;
    this.tree = tree;
  }

  /** @param folder must exist; symbolic links in its own path are followed now */
  public static LocalRoot open(DirectUri uri, Path folder) throws IOException {
    Path path = folder.toRealPath();
    boolean secure = SecureFolder.isSupported(path);
    return new LocalRoot(uri, new LocalTree(() -> open(uri, path, secure)));
  }

  private static Folder open(DirectUri uri, Path path, boolean secure) throws IOException {
    try {
      return secure ? SecureFolder.open(path) : PathFolder.open(path);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw uri.missing("the folder does not exist");
    }
  }

  @Override
  public DirectUri uri() {
    return uri;
  }

  /** An empty folder can be a mount point. */
  @Override
  public void requireMounted() {
    call(ArtifactPath.ROOT, () -> {
      try (Folder folder = tree.root().open()) {
        if (folder.names().isEmpty()) {
          throw uri.missing("the folder is empty, as if its share were not mounted");
        }
        return true;
      }
    });
  }

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    return call(path, () -> tree.look(path));
  }

  @Override
  public List<Entry> list(ArtifactPath folder, IntConsumer count) {
    return call(folder, () -> tree.list(folder, count));
  }

  @Override
  public List<Entry> files(ArtifactPath path, IntConsumer count) {
    return call(path, () -> tree.files(path, count));
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    return call(path, () -> tree.open(path));
  }

  @Override
  public InputStream read(Entry file) throws IOException {
    return tree.open(file)
        .orElseThrow(() -> new ChangedFileException(file.path().value(), null))
        .from(0); // closes the file with the stream
  }

  private static <T> T call(ArtifactPath path, StoreFailures.Work<T> work) {
    try {
      return StoreFailures.call(work);
    } catch (InvalidPathException e) { // the locale of the process cannot encode the name
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "path", path);
    }
  }

  @Override
  public void close() {}
}
