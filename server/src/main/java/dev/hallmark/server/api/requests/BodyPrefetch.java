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
 * Lets a request go on to those who need a thread for it only when its body is here, or the first {@value #MOST} bytes of it:
 * a client that sends a byte now and then holds no thread, but a few kilobytes.
 */
public final class BodyPrefetch extends Handler.Wrapper {
  /** Nearly all calls are smaller. */
  static final int MOST = 16 * 1024;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ClientEndPoint client = ClientEndPoint.of(request);
    client.begin();
    Callback ending = Callback.from(callback, client::end);
    // who expects to be asked for the body is asked by the route, which may refuse instead
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

    /** More is here, and the thread is one that must not wait. */
    @Override
    public void run() {
      read(true);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    /** @param elsewhere whether what may block has to be done by another thread */
    void read(boolean elsewhere) {
      while (!whole && length < MOST) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk, true)) {
          break; // it will fail again for the route, which words it
        }
        if (Content.Chunk.isFailure(chunk)) {
          Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
          return;
        }
        keep(chunk);
      }
      if (elsewhere) {
        request.getContext().execute(this::goOn);
      } else {
        goOn();
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

    private void goOn() {
      try {
        Content.Chunk here = Content.Chunk.from(ByteBuffer.wrap(bytes, 0, length), whole);
        if (!getHandler().handle(new Loaded(request, here), response, callback)) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Throwable e) { // as Jetty does where it calls a handler
        OutOfMemory.endIfIn(e);
        Response.writeError(request, response, callback, e);
      }
    }
  }

  /** The request with what was read of it put back. */
  private static final class Loaded extends Request.Wrapper {
    private Content.Chunk here;

    Loaded(Request request, Content.Chunk here) {
      super(request);
      this.here = here;
    }

    @Override
    public Content.Chunk read() {
      if (here == null) {
        return super.read();
      }
      Content.Chunk first = here;
      here = Content.Chunk.next(first);
      return first;
    }

    @Override
    public void demand(Runnable onContent) {
      if (here == null) {
        super.demand(onContent);
      } else {
        onContent.run();
      }
    }
  }
}
