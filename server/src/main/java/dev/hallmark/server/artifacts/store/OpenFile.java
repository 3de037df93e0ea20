package dev.hallmark.server.artifacts.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * An open file. If the file at its path is replaced, readers never get bytes of the new file: on a disk they continue to read the old
 * one, in a bucket they get UNAVAILABLE or an {@link IOException}.
 */
public interface OpenFile extends AutoCloseable {
  FileStamp stamp();

  Instant modifiedAt();

  /** A stream from this offset. It replaces the stream of an earlier call. */
  InputStream from(long offset) throws IOException;

  /** The change time (ctime, in a bucket the modification time) of the file that is at the path now; empty if the store does not support it. */
  Optional<Instant> changedAt() throws IOException;

  @Override
  void close() throws IOException;
}
