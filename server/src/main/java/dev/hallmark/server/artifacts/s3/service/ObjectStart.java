package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.FileStamp;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What is known of an object after a request for its first bytes: all of a small file in one request, which a HEAD request first would
 * double.
 *
 * @param in the first bytes; null if they cannot be requested, because the object is empty
 * @param end the offset after these bytes
 */
public record ObjectStart(
    FileStamp stamp, Instant modifiedAt, ResponseInputStream<GetObjectResponse> in, long end)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectStart.class);

  private static final int SIZE = 64 * 1024; // little enough to be read for nothing
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** Empty if there is no such object. */
  public static Optional<ObjectStart> of(Bucket bucket, String key) {
    try {
      return Optional.of(of(Bucket.whole(() -> get(bucket, key), ObjectStart::isWhole)));
    } catch (S3Exception e) {
      if (S3Failures.isAbsent(e)) {
        return Optional.empty();
      }
      if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
        return bucket.head(key).map(ObjectStart::of);
      }
      throw e;
    }
  }

  private static ResponseInputStream<GetObjectResponse> get(Bucket bucket, String key) {
    return bucket
        .client()
        .getObject(get -> get.bucket(bucket.name()).key(key).range("bytes=0-" + (SIZE - 1)));
  }

  private static boolean isWhole(ResponseInputStream<GetObjectResponse> in) {
    GetObjectResponse start = in.response();
    boolean whole = Bucket.isWhole(start.eTag())
        && start.lastModified() != null
        && start.contentLength() != null
        && size(start) >= start.contentLength();
    if (!whole) {
      in.abort();
    }
    return whole;
  }

  /** The size of the object, which a service that ignores the range sends completely; -1 if it is not told. */
  private static long size(GetObjectResponse start) {
    if (start.sdkHttpResponse().statusCode() != PARTIAL_CONTENT) {
      return start.contentLength();
    }
    String range = Optional.ofNullable(start.contentRange()).orElse("");
    String size = range.substring(range.indexOf('/') + 1);
    return size.matches("\\d{1,18}") ? Long.parseLong(size) : -1;
  }

  private static ObjectStart of(ResponseInputStream<GetObjectResponse> in) {
    GetObjectResponse start = in.response();
    return new ObjectStart(
        new FileStamp(size(start), Bucket.unquoted(start.eTag())),
        seconds(start.lastModified()),
        in,
        start.contentLength());
  }

  private static ObjectStart of(HeadObjectResponse head) {
    return new ObjectStart(
        new FileStamp(head.contentLength(), Bucket.unquoted(head.eTag())),
        seconds(head.lastModified()),
        null,
        0);
  }

  /** Headers have a resolution of seconds, lists can have more. */
  public static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Keeps the connection if the rest of the bytes arrives soon. */
  @Override
  public void close() {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException | SdkException e) {
      LOG.debug("could not end a request", e);
    }
  }
}
