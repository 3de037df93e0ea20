package dev.hallmark.server.artifacts.store;

import java.util.Optional;

/** A seal in the making, seen by nobody until it is published. */
public interface SealDraft extends AutoCloseable {
  /** Brings in the bytes of a file and hashes them on the way. Empty when the file is not, or no longer, as listed. */
  Optional<Written> copy(Entry source, String name);

  /**
   * Brings in a file of another seal without moving bytes. Empty when the store cannot, or the file is not the one that
   * the stamp tells of; it is to be copied then.
   */
  Optional<FileStamp> link(ArtifactPath sealed, FileStamp stamp, String name);

  /** Makes it whole at {@code seals/<digest>}, flushed. False when that seal is there already; nothing is changed then. */
  boolean publish(String digest, byte[] manifest);

  /** Removes what was not published. */
  @Override
  void close();
}
