package dev.hallmark.server.api.requests;

import dev.hallmark.server.api.connections.ClientEndPoint;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.memory.HeapBudget;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads request bodies into memory, up to {@value #MAX_BYTES} bytes, or less with a small heap. Not used for artifact uploads. */
public final class Bodies {
  static final int MAX_BYTES = 24_000_000;

  private static final String BODY = "hallmark.body";

  /**
   * The heap per byte of a body: the bytes, the text, buffers, the row, its audit entry, and the response that repeats it. Measured with
   * descriptions and tags of 1 to 20 MB.
   */
  private static final int HEAP_PER_BYTE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
  private static final int CHUNK = 64 * 1024;
  private static final long MAX_DISCARDED = 10L * MAX_BYTES;

  private Bodies() {}

  /**
   * Returns the body, which is read once and cached; empty if there is none. Throws TOO_LARGE if it exceeds the limit, OVERLOADED if the
   * heap budget is used up.
   */
  public static byte[] read(Context ctx) {
    return read(ctx, most());
  }

  /** As {@link #read(Context)}, with a lower limit in bytes. */
  public static byte[] read(Context ctx, long limit) {
    byte[] known = ctx.attribute(BODY);
    if (known != null) {
      return known;
    }
    byte[] body = receive(ctx, Math.min(limit, most()));
    ctx.attribute(BODY, body);
    return body;
  }

  private static byte[] receive(Context ctx, long limit) {
    if (ctx.req().getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    try {
      InputStream in = ctx.req().getInputStream();
      byte[] first = in.readNBytes(CHUNK);
      HeapBudget.Lease lease = HeapBudget.ofRequest();
      lease.take((long) first.length * HEAP_PER_BYTE);
      return first.length < CHUNK ? first : join(chunks(first, in, lease, limit));
    } catch (IOException e) { // the client disconnected or sent an invalid chunk
      throw ClientBody.broken(Subject.REQUEST, e, "");
    }
  }

  private static List<byte[]> chunks(
      byte[] first, InputStream in, HeapBudget.Lease lease, long limit) throws IOException {
    List<byte[]> chunks = new ArrayList<>(List.of(first));
    long length = first.length;
    byte[] chunk = first;
    while (chunk.length == CHUNK) {
      chunk = in.readNBytes(CHUNK);
      length += chunk.length;
      if (length > limit) {
        throw tooLarge(limit);
      }
      lease.take((long) chunk.length * HEAP_PER_BYTE);
      chunks.add(chunk);
    }
    return chunks;
  }

  private static byte[] join(List<byte[]> chunks) {
    byte[] whole = new byte[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    int at = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, whole, at, chunk.length);
      at += chunk.length;
    }
    return whole;
  }

  /**
   * Reads and discards the rest of a rejected request, up to a limit: many clients read the response only after they have sent everything,
   * and would otherwise see a broken connection. Does nothing if the client sent {@code Expect}, since it then waits before it sends the
   * body.
   */
  public static void discard(Context ctx) {
    if (ctx.header("Expect") != null) {
      return;
    }
    Request request = ServletContextRequest.getServletContextRequest(ctx.req());
    if (request.getConnectionMetaData().getConnection().getEndPoint()
        instanceof ClientEndPoint client) {
      client.refuse(); // limits the time too
    }
    byte[] discarded = new byte[CHUNK];
    try {
      InputStream in = ctx.req().getInputStream();
      long count = 0;
      for (int read = 0; read >= 0 && count < MAX_DISCARDED; count += read) {
        read = in.read(discarded);
      }
    } catch (IOException e) {
      LOG.debug("the body of a refused request broke off: {}", e.toString());
    }
  }

  /** The maximum size of a body in bytes. */
  public static long most() {
    return Math.min(MAX_BYTES, HeapBudget.most() / HEAP_PER_BYTE);
  }

  private static RegistryException tooLarge(long limit) {
    return RegistryException.of(
        ErrorKind.TOO_LARGE, Subject.REQUEST, Reason.TOO_LONG, "body", "", limit);
  }
}
