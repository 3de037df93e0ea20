package dev.hallmark.server.artifacts.direct;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The folder of a run or a logged model below a {@link DirectRoot}.
 *
 * @param uri as clients know it
 * @param path relative to the root
 */
public record DirectFolder(String uri, DirectRoot root, ArtifactPath path) {
  /**
   * The files and folders directly in a folder, sorted by name. Empty for a file and for a path that does not exist.
   *
   * @param relative to this folder; empty for the folder itself
   * @param count as in {@link DirectRoot#list}
   */
  public List<Entry> list(String relative, IntConsumer count) {
    return root.list(path.child(relative), count);
  }

  /** All files below a folder, or the file itself, sorted by path. Throws NOT_FOUND if there are none. */
  public List<Entry> files(String relative, IntConsumer count) {
    List<Entry> files = root.files(path.child(relative), count);
    if (files.isEmpty()) {
      throw notFound(path.child(relative));
    }
    return files;
  }

  /** Throws NOT_FOUND if there is no file, also for a folder. */
  public OpenFile open(String relative) {
    ArtifactPath file = path.child(relative);
    return root.open(file).orElseThrow(() -> notFound(file));
  }

  /** The path of a file or folder relative to this folder. */
  public String relative(Entry entry) {
    return entry.path().from(path);
  }

  /** The path of a file relative to a folder, or its name if the folder is that file. */
  public String nameIn(String folder, Entry file) {
    ArtifactPath above = path.child(folder);
    return file.path().equals(above) ? file.name() : file.path().from(above);
  }

  private static RegistryException notFound(ArtifactPath path) {
    return RegistryException.notFound(Subject.ARTIFACT, "path", path);
  }
}
