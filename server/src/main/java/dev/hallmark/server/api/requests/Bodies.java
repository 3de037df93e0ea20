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

/**
 * Reads whole request bodies into memory, each up to {@value #MAX_BYTES} bytes and less where the heap is small. Artifacts
 * never come through here.
 */
public final class Bodies {
  static final int MAX_BYTES = 24_000_000;

  private static final String BODY = "hallmark.body";

  /**
   * What a byte of a body costs on its way: the bytes themselves, the text that they become and the buffers in between,
   * the row, its audit entry, and the response that says it again. Measured with descriptions and tags of 1 to 20 MB.
   */
  private static final int HEAP_PER_BYTE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
  private static final int CHUNK = 64 * 1024;
  private static final long MOST_DISCARDED = 10L * MAX_BYTES;

  private Bodies() {}

  /**
   * The body, the same bytes each time; empty when there is none. Throws TOO_LARGE beyond the limit, OVERLOADED when the heap's
   * share is taken.
   */
  public static byte[] read(Context ctx) {
    byte[] known = ctx.attribute(BODY);
    if (known != null) {
      return known;
    }
    byte[] body = receive(ctx);
    ctx.attribute(BODY, body);
    return body;
  }

  private static byte[] receive(Context ctx) {
    if (ctx.req().getContentLengthLong() > most()) {
      throw tooLarge();
    }
    try {
      InputStream in = ctx.req().getInputStream();
      byte[] first = in.readNBytes(CHUNK);
      HeapBudget.Lease lease = HeapBudget.ofRequest();
      lease.take((long) first.length * HEAP_PER_BYTE);
      return first.length < CHUNK ? first : join(chunks(first, in, lease));
    } catch (IOException e) { // the client went away, or its chunks are broken
      throw ClientBody.broken(Subject.REQUEST, e, "");
    }
  }

  private static List<byte[]> chunks(byte[] first, InputStream in, HeapBudget.Lease lease)
      throws IOException {
    List<byte[]> chunks = new ArrayList<>(List.of(first));
    long length = first.length;
    byte[] chunk = first;
    while (chunk.length == CHUNK) {
      chunk = in.readNBytes(CHUNK);
      length += chunk.length;
      if (length > most()) {
        throw tooLarge();
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
   * Reads the rest of a refused request, up to a limit: many clients look for an answer only when they have sent
   * everything, and find a broken connection otherwise. Those who ask before they send are not invited to.
   */
  public static void discard(Context ctx) {
    if (ctx.header("Expect") != null) {
      return;
    }
    Request request = ServletContextRequest.getServletContextRequest(ctx.req());
    if (request.getConnectionMetaData().getConnection().getEndPoint()
        instanceof ClientEndPoint client) {
      client.refuse(); // bounds the time as well
    }
    byte[] discarded = new byte[CHUNK];
    try {
      InputStream in = ctx.req().getInputStream();
      long count = 0;
      for (int read = 0; read >= 0 && count < MOST_DISCARDED; count += read) {
        read = in.read(discarded);
      }
    } catch (IOException e) {
      LOG.debug("the body of a refused request broke off: {}", e.toString());
    }
  }

  /** In bytes. */
  public static long most() {
    return Math.min(MAX_BYTES, HeapBudget.most() / HEAP_PER_BYTE);
  }

  private static RegistryException tooLarge() {
    return RegistryException.of(
        ErrorKind.TOO_LARGE, Subject.REQUEST, Reason.TOO_LONG, "body", "", most());
  }
}
