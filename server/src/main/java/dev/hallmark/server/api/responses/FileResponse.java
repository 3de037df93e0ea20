package dev.hallmark.server.api.responses;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a file with validators, ranges (RFC 9110) and a digest (RFC 9530). Browsers save the file and never execute it. */
public final class FileResponse {
  private static final Logger LOG = LoggerFactory.getLogger(FileResponse.class);
  private static final int CHUNK = 256 * 1024;
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  /** The bytes of a file. */
  public interface Bytes {
    /** May throw before the last bytes; the client then gets an incomplete response. */
    InputStream range(long first, long length) throws IOException;
  }

  /**
   * @param etag without quotes; must change with the content
   * @param sha256 in hexadecimal digits, empty if not known
   */
  public record File(
      String name, long size, Instant modifiedAt, String etag, String sha256, Bytes bytes) {}

  private FileResponse() {}

  /** Responds to GET or HEAD. Throws OUT_OF_RANGE if the requested range starts after the end of the file. */
  public static void send(Context ctx, File file) throws IOException {
    if (Preconditions.isFailed(ctx, file)) {
      describe(ctx, file);
      ctx.status(412);
      return;
    }
    if (Preconditions.isUnchanged(ctx, file)) {
      describe(ctx, file);
      ctx.status(304);
      return;
    }
    ByteRange range = Preconditions.range(ctx, file);
    if (range.isUnsatisfiable()) {
      describe(ctx, file);
      ctx.header("Content-Range", "bytes */" + file.size());
      throw RegistryException.invalid(
          Subject.ARTIFACT, Reason.OUT_OF_RANGE, "Range", ctx.header("Range"), file.size());
    }
    if (ctx.method() == HandlerType.HEAD) {
      describe(ctx, file, range);
    } else {
      stream(ctx, file, range);
    }
  }

  private static void describe(Context ctx, File file, ByteRange range) {
    describe(ctx, file);
    ctx.header("Content-Type", MediaTypes.of(file.name()))
        .header("Content-Disposition", ContentDisposition.attachment(file.name()))
        .header("Content-Length", Long.toString(range.length()));
    if (range.isPart()) {
      ctx.header("Content-Range", range.header()).status(206);
    }
  }

  private static void describe(Context ctx, File file) {
    ctx.header("ETag", '"' + file.etag() + '"')
        .header("Last-Modified", HTTP_DATE.format(file.modifiedAt()))
        .header("Accept-Ranges", "bytes");
    if (!file.sha256().isEmpty()) {
      byte[] digest = HexFormat.of().parseHex(file.sha256());
      ctx.header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
    }
  }

  /** Sets the headers after the first bytes have been read, so that an error response does not have them. */
  private static void stream(Context ctx, File file, ByteRange range) throws IOException {
    byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, range.length()))];
    try (InputStream in = file.bytes().range(range.first(), range.length())) {
      long left = range.length();
      int read = left == 0
          ? in.read() // reads nothing, but detects a file that is unexpectedly empty
          : in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
      describe(ctx, file, range);
      OutputStream out = ctx.res().getOutputStream();
      while (left > 0) {
        if (read <= 0) {
          throw new IOException("ends " + left + " bytes early: " + file.name());
        }
        if (!write(out, chunk, read)) {
          return;
        }
        left -= read;
        read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      }
    }
  }

  /** Returns false if the client has disconnected. */
  private static boolean write(OutputStream out, byte[] chunk, int length) {
    try {
      out.write(chunk, 0, length);
      return true;
    } catch (IOException e) {
      LOG.debug("a download was broken off by its client", e);
      return false;
    }
  }
}
