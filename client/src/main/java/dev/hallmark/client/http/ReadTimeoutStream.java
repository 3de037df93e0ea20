package dev.hallmark.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response body as a stream with a read timeout. The JDK's own stream waits for the next byte without limit, because the timeout of a
 * request ends when the headers arrive. Buffers are requested in batches ahead of use, because each request wakes a thread.
 */
final class ReadTimeoutStream extends InputStream
    implements HttpResponse.BodySubscriber<InputStream> {
  private static final int REQUESTED_BUFFERS = 64; // buffers of 16 KB
  private static final int REQUEST_AFTER = REQUESTED_BUFFERS / 2;

  private final Duration timeout;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> ready = new ArrayDeque<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;
  private Signal end = Signal.OPEN;
  private int used;

  /** A part of the body, or its end. */
  private record Signal(List<ByteBuffer> buffers, boolean isLast, Throwable failure) {
    static final Signal OPEN = new Signal(List.of(), false, null);
  }

  /** @param timeout the maximum time between two parts of the body */
  ReadTimeoutStream(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(REQUESTED_BUFFERS);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal(buffers, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(List.of(), true, null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    int count = drain(target, offset, length);
    while (count == 0 || count < length && isAvailable()) {
      if (!awaitMore()) {
        return -1;
      }
      count += drain(target, offset + count, length - count);
    }
    return count;
  }

  private int drain(byte[] target, int offset, int length) {
    int count = 0;
    while (count < length && !ready.isEmpty()) {
      ByteBuffer first = ready.element();
      int more = Math.min(length - count, first.remaining());
      first.get(target, offset + count, more);
      count += more;
      if (!first.hasRemaining()) {
        ready.remove();
      }
    }
    return count;
  }

  /** Whether more bytes are available without waiting. */
  private boolean isAvailable() {
    Signal next = signals.peek();
    return next != null && !next.isLast();
  }

  /** Waits for more bytes. Returns false at the end of the body. */
  private boolean awaitMore() throws IOException {
    if (!end.isLast()) {
      Signal next = await();
      ready.addAll(next.buffers());
      if (!next.isLast()) {
        if (++used == REQUEST_AFTER) {
          used = 0;
          subscription.request(REQUEST_AFTER);
        }
        return true;
      }
      end = next;
    }
    if (end.failure() != null) {
      throw new IOException("the answer broke off", end.failure());
    }
    return false;
  }

  private Signal await() throws IOException {
    try {
      Signal next = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        close();
        throw new HttpTimeoutException("nothing came for " + timeout.toSeconds() + " s");
      }
      return next;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** Releases the connection. A connection whose body was not read completely cannot be reused. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription now = subscription;
    if (now != null && !end.isLast()) {
      now.cancel();
    }
  }
}
