package dev.hallmark.server.api.responses;

import dev.hallmark.server.memory.HeapBudget;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * A response body of unknown length. A short one is buffered until it is complete, so that it can still become a
 * refusal; a longer one is sent while it is made. One that is not completed reaches the client as a broken connection, never
 * as something whole.
 */
public final class StreamedResponse extends OutputStream {
  private static final int KEPT = 256 * 1024;

  /** For what is on its way: the rows of a batch, as the database has them and as they are read. */
  private static final long HEAP = 4 << 20;

  private final Context ctx;
  private final String type;
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private OutputStream sent; // null while the body is short
  private long written;
  private boolean complete;
  private boolean clientGone;

  public StreamedResponse(Context ctx, String type) {
    this.ctx = ctx;
    this.type = type;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Throws OVERLOADED when the body becomes long and the heap's share is taken. */
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    written += length;
    if (sent == null && kept.size() + length <= KEPT) {
      kept.write(bytes, from, length);
      return;
    }
    if (sent == null) {
      HeapBudget.ofRequest().take(HEAP);
    }
    try {
      if (sent == null) {
        sent = ctx.contentType(type).outputStream();
        kept.writeTo(sent);
        kept = null;
      }
      sent.write(bytes, from, length);
    } catch (IOException e) {
      clientGone = true;
      throw e;
    }
  }

  /** Bytes so far. */
  public long written() {
    return written;
  }

  /** After a failed write: there is nobody left to tell. */
  public boolean isClientGone() {
    return clientGone;
  }

  /** The body is whole. */
  public void complete() throws IOException {
    if (sent == null) {
      ctx.contentType(type).result(kept.toByteArray());
    }
    complete = true;
  }

  /** What made the body may call this whenever it likes; it is sent when there is enough. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    if (sent != null && !complete) {
      ServletContextRequest.getServletContextRequest(ctx.req())
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint()
          .close();
    }
  }
}
