package dev.hallmark.server.artifacts.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A seal that is being created and is not visible until it is published. */
public interface SealDraft extends AutoCloseable {
  /** Adds a file and returns its SHA-256. Empty if the file has changed since it was listed. */
  Optional<String> copy(Entry source, String name);

  /**
   * Adds a file whose digest is known. A store need not read the file if its stamp alone proves that the content is the same;
   * by default it is read like any other.
   *
   * @param known stamp and digest of the file when it was hashed
   */
  default Optional<String> copy(Entry source, Written known, String name) {
    return copy(source, name);
  }

  /**
   * Adds a file that is not in this store. Reads the stream to its end and returns the SHA-256.
   *
   * @param length of the file; the stream must end there
   */
  String receive(InputStream in, long length, String name) throws IOException;

  /**
   * Adds a hard link to a file of another seal. Returns false if the store cannot link it, or if the file does not have this stamp; it
   * must be copied then.
   */
  boolean link(ArtifactPath sealed, FileStamp stamp, String name);

  /**
   * Publishes the seal at {@code seals/<digest>} and flushes it.
   *
   * @return the stamps of the published files, by name. Empty if that seal exists already, or if a file has changed since it was
   *     added; then no seal is published
   */
  Optional<Map<String, FileStamp>> publish(String digest, byte[] manifest);

  /** Deletes the draft if it was not published. */
  @Override
  void close();
}
