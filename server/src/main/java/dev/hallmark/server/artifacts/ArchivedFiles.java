package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The files of a folder, for one archive. */
public final class ArchivedFiles {
  private final ArtifactPath folder;
  private final List<Entry> files;
  private final Function<ArtifactPath, StoredFile> open;

  ArchivedFiles(ArtifactPath folder, List<Entry> files, Function<ArtifactPath, StoredFile> open) {
    this.folder = folder;
    this.files = List.copyOf(files);
    this.open = open;
  }

  /** The name of the folder. */
  public String name() {
    return folder.name();
  }

  /** Sorted by path. */
  public List<Entry> files() {
    return files;
  }

  /** The path of a file in the archive. */
  public String nameOf(Entry file) {
    return Source.name(folder, file.path());
  }

  /** Opens one of the files. Throws NOT_FOUND if it was deleted since, UNAVAILABLE if it was replaced. */
  public StoredFile open(Entry file) throws IOException {
    StoredFile opened = open.apply(file.path());
    if (!opened.stamp().equals(file.stamp())) {
      opened.close();
      throw changed(file);
    }
    return opened;
  }

  private static RegistryException changed(Entry file) {
    return RegistryException.unavailable(
        Subject.ARTIFACT, new IOException(file.path() + " changed while it was archived"));
  }
}
