package dev.hallmark.server.api.requests;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A request body of any length as a stream. An interrupted upload is reported as a client error, not as a disk failure. */
public final class Upload extends InputStream {
  private static final List<String> UNSUPPORTED =
      List.of("Content-Range", "If-Match", "If-None-Match", "If-Unmodified-Since");

  private final InputStream body;
  private final long most;
  private long read;

  private Upload(InputStream body, long most) {
    this.body = body;
    this.most = most;
  }

  /**
   * Throws INVALID_ARGUMENT for a header that makes the upload conditional or partial: without it, the body would replace a file that the
   * client wants to keep.
   *
   * @param most maximum number of bytes; reading more throws TOO_LARGE
   */
  public static Upload of(Context ctx, long most) throws IOException {
    for (String header : UNSUPPORTED) {
      if (ctx.header(header) != null) {
        throw RegistryException.invalid(
            Subject.ARTIFACT, Reason.CONDITIONAL, header, ctx.header(header));
      }
    }
    if (length(ctx) > most) {
      throw tooLarge(most);
    }
    return new Upload(ctx.req().getInputStream(), most);
  }

  /** The content length in bytes; -1 if the client did not send it. */
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
