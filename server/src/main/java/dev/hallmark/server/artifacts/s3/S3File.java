package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.ObjectStart;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** A file of the bucket. It can be read only until it is replaced or deleted. */
final class S3File implements OpenFile {
  private final Bucket bucket;
  private final String key;
  private final ObjectStart start;
  private boolean unread = true; // whether the first bytes are still to be read
  private ObjectStream open; // null until somebody reads

  private S3File(Bucket bucket, String key, ObjectStart start) {
    this.bucket = bucket;
    this.key = key;
    this.start = start;
  }

  /** Empty if there is no file at the path. */
  static Optional<OpenFile> open(Bucket bucket, BucketKeys keys, ArtifactPath path) {
    String key = keys.of(path);
    return path.isRoot()
        ? Optional.empty()
        : ObjectStart.of(bucket, key).map(start -> new S3File(bucket, key, start));
  }

  @Override
  public FileStamp stamp() {
    return start.stamp();
  }

  @Override
  public Instant modifiedAt() {
    return start.modifiedAt();
  }

  @Override
  public InputStream from(long offset) {
    if (offset == 0 && unread) {
      unread = false;
      open = new ObjectStream(bucket, key, start);
    } else {
      close();
      open = new ObjectStream(bucket, key, stamp(), offset).connected();
    }
    return open;
  }

  /** The modification time, which only the service sets. */
  @Override
  public Optional<Instant> changedAt() {
    return Optional.of(start.modifiedAt());
  }

  @Override
  public void close() {
    if (unread) {
      unread = false;
      start.close();
    }
    if (open != null) {
      open.close();
    }
  }
}
