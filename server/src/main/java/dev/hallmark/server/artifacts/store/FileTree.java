package dev.hallmark.server.artifacts.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Reads files and folders by their path. Throws UNAVAILABLE if the disk or the service fails. */
public interface FileTree extends AutoCloseable {
  /** Empty if there is neither a file nor a folder. Symbolic links and special files count as missing. */
  Optional<Entry> stat(ArtifactPath path);

  /**
   * The files and folders directly in a folder, sorted by name. Empty for a file and for a path that does not exist.
   *
   * @param count receives the number of names before their attributes are read, or the number of each page of names; can throw if there
   *     are too many
   */
  List<Entry> list(ArtifactPath folder, IntConsumer count);

  /** Lists a folder without a limit. */
  default List<Entry> list(ArtifactPath folder) {
    return list(folder, any -> {});
  }

  /**
   * All files below a folder, or the file itself, sorted by path. Throws INVALID_ARGUMENT if the folder contains an invalid name or a
   * special file, because a version without it would not be what the user sees.
   *
   * @param count receives the number of names in each folder or page before their attributes are read; can throw if there are too many
   */
  List<Entry> files(ArtifactPath path, IntConsumer count);

  /** Lists files without a limit. */
  default List<Entry> files(ArtifactPath path) {
    return files(path, any -> {});
  }

  /** Empty if there is no file. */
  Optional<OpenFile> open(ArtifactPath path);

  /** The highest number among the names of top-level folders; 0 if there is none. */
  default long highestNumber() {
    return list(ArtifactPath.ROOT).stream()
        .filter(each -> each.folder() && each.name().matches("\\d{1,18}"))
        .mapToLong(each -> Long.parseLong(each.name()))
        .max()
        .orElse(0);
  }

  /**
   * Runs work that needs the files: at once, or as soon as a service on another machine can be reached.
   *
   * @param work can be started more than once
   * @param onFailure called on another thread if the service cannot be used until its configuration is corrected, or if the work
   *     fails
   */
  default void whenReached(Runnable work, Consumer<RuntimeException> onFailure) {
    work.run();
  }

  @Override
  void close();
}
