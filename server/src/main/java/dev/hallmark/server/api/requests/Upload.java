package dev.hallmark.server.api.requests;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** A request's body as a stream of any length. A client that breaks off is the client's mistake, not a failing disk. */
public final class Upload extends InputStream {
  private final InputStream body;
  private final long most;
  private long read;

  private Upload(InputStream body, long most) {
    this.body = body;
    this.most = most;
  }

  /** @param most bytes that are taken; more throw TOO_LARGE */
  public static Upload of(Context ctx, long most) throws IOException {
    if (length(ctx) > most) {
      throw tooLarge(most);
    }
    return new Upload(ctx.req().getInputStream(), most);
  }

  /** In bytes as the client announced it, -1 when it did not. */
  public static long length(Context ctx) {
    return ctx.req().getContentLengthLong();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int at, int length) {
    try {
      int got = body.read(to, at, length);
      read += Math.max(0, got);
      if (read > most) {
        throw tooLarge(most);
      }
      return got;
    } catch (IOException e) {
      throw ClientBody.broken(Subject.ARTIFACT, e, read);
    }
  }

  private static RegistryException tooLarge(long most) {
    return RegistryException.invalid(Subject.ARTIFACT, Reason.TOO_LONG, "body", most);
  }
}
