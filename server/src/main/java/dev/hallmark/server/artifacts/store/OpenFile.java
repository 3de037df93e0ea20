package dev.hallmark.server.artifacts.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** An open file. Replacing the file at its path does not affect readers. */
public interface OpenFile extends AutoCloseable {
  FileStamp stamp();

  Instant modifiedAt();

  /** A stream from this offset. It replaces the stream of an earlier call. */
  InputStream from(long offset) throws IOException;

  /** The change time (ctime) of the file that is at the path now; empty if the file system does not support it. */
  Optional<String> changedAt() throws IOException;

  @Override
  void close() throws IOException;
}
