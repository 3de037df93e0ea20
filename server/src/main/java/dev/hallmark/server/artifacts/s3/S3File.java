package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** A file of the bucket. It can be read only until it is replaced or deleted. */
final class S3File implements OpenFile {
  private final Bucket bucket;
  private final String key;
  private final Entry entry;
  private ObjectStream open; // null until somebody reads

  S3File(Bucket bucket, String key, Entry entry) {
    this.bucket = bucket;
    this.key = key;
    this.entry = entry;
  }

  @Override
  public FileStamp stamp() {
    return entry.stamp();
  }

  @Override
  public Instant modifiedAt() {
    return entry.modifiedAt();
  }

  @Override
  public InputStream from(long offset) {
    close();
    open = new ObjectStream(bucket, key, entry.stamp(), offset).connected();
    return open;
  }

  /** The modification time, which only the service sets. */
  @Override
  public Optional<Instant> changedAt() {
    return Optional.of(entry.modifiedAt());
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
