package dev.hallmark.server.artifacts.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** A file held open: what is written over its path meanwhile does not reach the reader. */
public interface OpenFile extends AutoCloseable {
  FileStamp stamp();

  Instant modifiedAt();

  /** The bytes from this offset on. A later call takes the place of an earlier one. */
  InputStream from(long offset) throws IOException;

  /** Of the file that lies there now, when it was last changed, be it only in its times; empty where no store tells. */
  Optional<String> changedAt() throws IOException;

  @Override
  void close() throws IOException;
}
