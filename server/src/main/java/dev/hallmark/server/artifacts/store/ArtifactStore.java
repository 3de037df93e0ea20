package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.artifacts.Artifacts;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Storage for files by path. Owners and permissions are checked in {@link Artifacts}. A failing store throws UNAVAILABLE; the operation has
 * then not succeeded.
 */
public interface ArtifactStore extends FileTree {
  /**
   * Reads the whole body, which becomes visible with {@link Incoming#commit}. Throws INVALID_ARGUMENT if the path cannot be a file, or if the body does not have the
   * given length.
   *
   * @param length the length of the body in bytes; -1 if unknown
   */
  Incoming receive(ArtifactPath path, InputStream body, long length);

  /** As {@link #receive}, for a file of a seal, which nobody can write to once it is committed. */
  default Incoming receiveSealed(ArtifactPath path, InputStream body, long length) {
    return receive(path, body, length);
  }

  /** Writes or replaces a small file atomically, but without a flush. For files that can be written again after a power failure. */
  void writeUnflushed(ArtifactPath path, byte[] content);

  /**
   * Deletes a file, or a folder with all its contents. Returns false if the path does not exist. On a disk this is atomic for
   * readers; in a bucket they can see a part of the folder meanwhile.
   */
  boolean delete(ArtifactPath path);

  /**
   * As {@link #delete}, but a symbolic link is deleted too, not its target, and a store that deletes files one after the other stops when
   * it is told to. Returns false if it stopped before the end; otherwise nothing is left.
   */
  boolean deleteUntil(ArtifactPath path, BooleanSupplier stop);

  /**
   * As {@link #deleteUntil} for each of these paths, and deletes their parent folders if they are empty then. Processes at least some of
   * the first one. A store on a disk flushes each changed folder once.
   *
   * @return how many of the first ones are deleted completely
   */
  default int deleteAll(List<ArtifactPath> paths, BooleanSupplier stop) {
    int deleted = 0;
    while (deleted < paths.size()) {
      ArtifactPath path = paths.get(deleted);
      if (!deleteUntil(path, stop)) {
        return deleted;
      }
      deleteIfEmpty(path.parent());
      deleted++;
      if (stop.getAsBoolean()) {
        return deleted;
      }
    }
    return deleted;
  }

  /** Deletes a folder if it is empty. Stores without empty folders do nothing. */
  default void deleteIfEmpty(ArtifactPath folder) {}

  /**
   * @param bytes the total size
   * @param newest when one of the files was last changed, in milliseconds since the epoch; 0 if there are none
   */
  record Usage(long files, long bytes, long newest) {
    public static final Usage NOTHING = new Usage(0, 0, 0);

    public Usage plus(long size, long modifiedAt) {
      return new Usage(files + 1, bytes + size, Math.max(newest, modifiedAt));
    }
  }

  /** The files below a path, including those whose names are not valid. Symbolic links count as files, and are not followed. */
  default Usage usage(ArtifactPath path) {
    Usage usage = Usage.NOTHING;
    for (Entry each : files(path)) {
      usage = usage.plus(each.size(), each.modifiedAt().toEpochMilli());
    }
    return usage;
  }

  /** The first names in a folder that are greater than this one, in order, with bounded memory. */
  default List<String> names(ArtifactPath folder, String after, int limit) {
    return list(folder).stream()
        .map(Entry::name)
        .filter(name -> name.compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  /** Temporary files of servers that stopped. */
  default Leftovers temporaryFiles() {
    return Leftovers.NONE;
  }

  /** Multipart uploads that were neither completed nor aborted. */
  default Leftovers unfinishedUploads() {
    return Leftovers.NONE;
  }

  SealDraft draftSeal();

  /** Flushes the existing seal with this digest. */
  void flushSeal(String digest);

  /** Presigned URLs. Empty if the store has none, or if they are not enabled. */
  default Optional<PresignedTransfers> presigned() {
    return Optional.empty();
  }

  /** Deletes temporary files. */
  @Override
  void close();
}
