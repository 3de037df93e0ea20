package dev.hallmark.server.api.responses;

import dev.hallmark.server.memory.HeapBudget;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * A response body of unknown length. A short one is buffered until it is complete, so that an error can still replace it. A longer one is
 * sent while it is generated. If it is not completed, the connection is closed, so that the client notices.
 */
public final class StreamedResponse extends OutputStream {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** The heap for a batch of rows, both in the JDBC driver and as objects. */
  private static final long HEAP = 4 << 20;

  private final Context ctx;
  private final String type;
  private final String disposition; // empty for no Content-Disposition
  private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private OutputStream sent; // null while the body is buffered
  private long written;
  private boolean complete;
  private boolean clientGone;

  public StreamedResponse(Context ctx, String type) {
    this(ctx, type, "");
  }

  private StreamedResponse(Context ctx, String type, String disposition) {
    this.ctx = ctx;
    this.type = type;
    this.disposition = disposition;
  }

  /** A response that browsers save as a file with this name. */
  public static StreamedResponse attachment(Context ctx, String type, String name) {
    return new StreamedResponse(ctx, type, ContentDisposition.attachment(name));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Throws OVERLOADED if the body exceeds the buffer and the heap budget is used up. */
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    written += length;
    if (sent == null && buffer.size() + length <= BUFFER_BYTES) {
      buffer.write(bytes, from, length);
      return;
    }
    if (sent == null) {
      HeapBudget.ofRequest().take(HEAP);
    }
    try {
      if (sent == null) {
        describe();
        sent = ctx.outputStream();
        buffer.writeTo(sent);
        buffer = null;
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

  /** Whether a write failed because the client disconnected. */
  public boolean isClientGone() {
    return clientGone;
  }

  /** Marks the body as complete. */
  public void complete() throws IOException {
    if (sent == null) {
      describe();
      ctx.result(buffer.toByteArray());
    }
    complete = true;
  }

  /** Sets the headers when the response begins, so that an error response does not have them. */
  private void describe() {
    ctx.contentType(type);
    if (!disposition.isEmpty()) {
      ctx.header("Content-Disposition", disposition);
    }
  }

  /** Does nothing: data is sent when the buffer is full. */
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
