package dev.hallmark.server.artifacts.s3.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Body of a request. Measures how long the connection takes to accept what was read from it: from the end of a read to the begin of
 * the next one.
 */
final class WrittenBody implements ContentStreamProvider {
  /** A slow connection must accept this many bytes within the limit. */
  static final int STEP = 128 * 1024;

  private final ContentStreamProvider body;
  private final long limit;
  private volatile boolean writing;
  private volatile long deadline; // only while writing

  /** @param limit time for each {@link #STEP} bytes */
  WrittenBody(ContentStreamProvider body, Duration limit) {
    this.body = body;
    this.limit = limit.toNanos();
  }

  @Override
  public InputStream newStream() {
    return new Measured(body.newStream());
  }

  /** Whether the connection takes too long to accept what it was given. */
  boolean isOverdue() {
    return writing && System.nanoTime() - deadline > 0;
  }

  private final class Measured extends FilterInputStream {
    private long left = limit;
    private int given;

    Measured(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      pause();
      int read = in.read();
      if (read >= 0) {
        write(1);
      }
      return read;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      pause();
      int read = in.read(to, at, length);
      if (read > 0) {
        write(read);
      }
      return read;
    }

    private void pause() {
      if (writing) {
        writing = false;
        left = deadline - System.nanoTime();
      }
    }

    private void write(int count) {
      given += count;
      if (given >= STEP) {
        given = 0;
        left = limit;
      }
      deadline = System.nanoTime() + left;
      writing = true;
    }
  }
}
