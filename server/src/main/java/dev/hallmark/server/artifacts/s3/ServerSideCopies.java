package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.Bucket.CopySource;
import dev.hallmark.server.artifacts.s3.service.Bucket.Range;
import dev.hallmark.server.artifacts.s3.service.PartedObject;
import dev.hallmark.server.artifacts.store.FileStamp;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Copies objects within the service. A source that has another ETag by now is not copied.
 *
 * @param largest maximum size for a copy with one request; larger objects are copied in parts of this size
 */
record ServerSideCopies(Bucket bucket, ExecutorService threads, long largest) {
  /** Maximum size that S3 copies with one request. */
  static final long LARGEST = 5L << 30;

  private static final long MOST_PARTS = 10_000;
  private static final int AT_ONCE = 4;

  FileStamp copy(CopySource source, String key) {
    return source.size() <= largest
        ? new FileStamp(source.size(), bucket.copy(source, key))
        : copyParts(source, key);
  }

  /** A multipart copy does not take over metadata, so those that describe the content are set again. */
  private FileStamp copyParts(CopySource source, String key) {
    HeadObjectResponse head = bucket.requireHead(source.key());
    PartedObject object = PartedObject.begin(
        bucket,
        key,
        create -> create.contentType(head.contentType()).contentEncoding(head.contentEncoding()));
    Window<CompletedPart> parts = new Window<>(threads, AT_ONCE);
    boolean completed = false;
    try {
      long size = Math.max(largest, (source.size() + MOST_PARTS - 1) / MOST_PARTS);
      for (long first = 0; first < source.size(); first += size) {
        Range range = new Range(first, Math.min(source.size(), first + size) - 1);
        int number = (int) (first / size) + 1;
        parts.add(() -> bucket.copyPart(source, object, number, range));
      }
      FileStamp stamp = object.complete(parts.await(), source.size());
      completed = true;
      return stamp;
    } finally {
      if (!completed) {
        parts.cancel();
        object.abort();
      }
    }
  }
}
