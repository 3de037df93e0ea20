package dev.hallmark.server.api.requests;

import dev.hallmark.server.api.connections.ClientEndPoint;
import dev.hallmark.server.error.OutOfMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Passes a request to the next handler, which needs a thread, only when its body or the first {@value #MOST} bytes of it have arrived. A
 * client that sends very slowly then occupies some kilobytes instead of a thread.
 */
public final class BodyPrefetch extends Handler.Wrapper {
  /** Nearly all request bodies are smaller. */
  static final int MOST = 16 * 1024;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ClientEndPoint client = ClientEndPoint.of(request);
    client.begin();
    Callback ending = Callback.from(callback, client::end);
    // with Expect: 100-continue, the route decides whether to read the body
    if (!ClientBody.isExpected(request) || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return super.handle(request, response, ending);
    }
    new Loading(request, response, ending).read(false);
    return true;
  }

  private final class Loading implements Invocable.Task {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private byte[] bytes;
    private int length;
    private boolean whole;

    Loading(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      long expected = request.getLength();
      this.bytes = new byte[expected >= 0 && expected < MOST ? (int) expected : 1024];
    }

    /** Called when more content is available, on a thread that must not block. */
    @Override
    public void run() {
      read(true);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    /** @param elsewhere whether the next handler, which may block, has to run on another thread */
    void read(boolean elsewhere) {
      while (!whole && length < MOST) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk, true)) {
          break; // the route gets the same failure again and renders it
        }
        if (Content.Chunk.isFailure(chunk)) {
          Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
          return;
        }
        keep(chunk);
      }
      if (elsewhere) {
        request.getContext().execute(this::handOver);
      } else {
        handOver();
      }
    }

    private void keep(Content.Chunk chunk) {
      int more = chunk.remaining();
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
      }
      chunk.get(bytes, length, more);
      length += more;
      whole = chunk.isLast();
      chunk.release();
    }

    private void handOver() {
      try {
        Content.Chunk prefetched = Content.Chunk.from(ByteBuffer.wrap(bytes, 0, length), whole);
        if (!getHandler().handle(new Loaded(request, prefetched), response, callback)) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Throwable e) { // like Jetty when it calls a handler
        OutOfMemory.endIfIn(e);
        Response.writeError(request, response, callback, e);
      }
    }
  }

  /** The request, with the prefetched content returned first. */
  private static final class Loaded extends Request.Wrapper {
    private Content.Chunk prefetched;

    Loaded(Request request, Content.Chunk prefetched) {
      super(request);
      this.prefetched = prefetched;
    }

    @Override
    public Content.Chunk read() {
      if (prefetched == null) {
        return super.read();
      }
      Content.Chunk first = prefetched;
      prefetched = Content.Chunk.next(first);
      return first;
    }

    @Override
    public void demand(Runnable onContent) {
      if (prefetched == null) {
        super.demand(onContent);
      } else {
        onContent.run();
      }
    }
  }
}
