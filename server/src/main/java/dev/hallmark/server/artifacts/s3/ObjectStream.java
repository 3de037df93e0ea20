package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.ObjectStart;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.BlockInputStream;
import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.error.RegistryException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object to its end. If the connection breaks, it continues with another one. Every request requires the same ETag, so all
 * bytes are from the same object.
 */
final class ObjectStream extends BlockInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);

  /** Maximum number of failures without progress. */
  private static final int FAILURES = 4;

  private final Bucket bucket;
  private final String key;
  private final FileStamp stamp;
  private long position;
  private ResponseInputStream<GetObjectResponse> in; // null while there is no connection
  private long end; // the offset after the bytes that this connection sends

  ObjectStream(Bucket bucket, String key, FileStamp stamp, long offset) {
    this.bucket = bucket;
    this.key = key;
    this.stamp = stamp;
    this.position = offset;
  }

  /** Reads the first bytes from the connection that is open, and the others from another one. */
  ObjectStream(Bucket bucket, String key, ObjectStart start) {
    this(bucket, key, start.stamp(), 0);
    this.in = start.in();
    this.end = start.end();
  }

  /** Sends the first request. Throws UNAVAILABLE if the object has been replaced or deleted, or if the service does not respond. */
  ObjectStream connected() {
    if (position < stamp.size()) {
      S3Failures.call(() -> {
        connect();
        return true;
      });
    }
    return this;
  }

  private void connect() {
    in = bucket.get(key, stamp, position);
    end = stamp.size();
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    if (position >= stamp.size()) {
      return -1;
    }
    for (int i = 1; ; i++) {
      try {
        int read = readOnce(to, at, length);
        position += read;
        if (position == end) {
          end();
        }
        return read;
      } catch (IOException | SdkException e) {
        giveUp();
        if (e instanceof SdkException failure && S3Failures.isOther(failure)) {
          throw new ChangedFileException(key, failure);
        }
        if (i == FAILURES) {
          throw new IOException("the rest of an object cannot be read: " + e.getMessage(), e);
        }
        LOG.debug("reads an object again from byte {}", position, e);
      }
    }
  }

  private int readOnce(byte[] to, int at, int length) throws IOException {
    if (in == null) {
      connect();
    }
    int read = in.read(to, at, (int) Math.min(length, end - position));
    if (read < 0) {
      throw new IOException("it ended early");
    }
    return read;
  }

  /** Everything was read, so the connection can be reused. */
  private void end() {
    try {
      in.close();
    } catch (IOException | SdkException e) {
      LOG.debug("could not end a request", e);
    }
    in = null;
  }

  /** Closes the connection instead of reading the rest of the object. */
  private void giveUp() {
    if (in != null) {
      in.abort();
      in = null;
    }
  }

  @Override
  public void close() {
    try {
      giveUp();
    } catch (RegistryException | SdkException e) {
      LOG.debug("could not end a connection", e);
    }
  }
}
