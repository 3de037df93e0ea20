package dev.hallmark.server.artifacts.store;

import java.util.Optional;

/** A seal that is being created and is not visible until it is published. */
public interface SealDraft extends AutoCloseable {
  /** Adds a copy of a file and hashes it. Empty if the file has changed since it was listed. */
  Optional<Written> copy(Entry source, String name);

  /**
   * Adds a hard link to a file of another seal. Empty if the store cannot link it, or if the file does not have this stamp; it must be
   * copied then.
   */
  Optional<FileStamp> link(ArtifactPath sealed, FileStamp stamp, String name);

  /** Publishes the seal at {@code seals/<digest>} and flushes it. Returns false, without a change, if that seal exists. */
  boolean publish(String digest, byte[] manifest);

  /** Deletes the draft if it was not published. */
  @Override
  void close();
}
