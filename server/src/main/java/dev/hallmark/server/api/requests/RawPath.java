package dev.hallmark.server.api.requests;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Path segments as the client sent them. Routers normalize paths, cut them at {@code ;} and tolerate invalid escapes. */
public final class RawPath {
  private RawPath() {}

  /** The part of the request path after the prefix, percent-decoded once, as UTF-8. Throws INVALID_ARGUMENT if it is malformed. */
  public static String after(Context ctx, String prefix) {
    String uri = uri(ctx);
    // the router decodes, so a prefix with escaped letters matches the route too
    if (!uri.startsWith(prefix)) {
      throw refused(uri);
    }
    return decoded(uri.substring(prefix.length()));
  }

  /**
   * One segment of the request path, percent-decoded once, as UTF-8; it can contain an encoded slash. Throws INVALID_ARGUMENT if it is
   * malformed.
   *
   * @param index 0 for the first segment; the path must have that many
   */
  public static String segment(Context ctx, int index) {
    return decoded(uri(ctx).split("/", -1)[index + 1]);
  }

  /** Throws if there is a fragment, which Jetty removes: DELETE of "a#b" must not delete "a". */
  private static String uri(Context ctx) {
    String uri = ctx.req().getRequestURI();
    if (ServletContextRequest.getServletContextRequest(ctx.req()).getHttpURI().getFragment()
        != null) {
      throw refused(uri + "#");
    }
    return uri;
  }

  private static String decoded(String escaped) {
    // must be escaped in a URL; Jetty has already decoded it incorrectly
    if (escaped.chars().anyMatch(c -> c > '~') || !PercentEncoding.isValid(escaped)) {
      throw refused(escaped);
    }
    return text(escaped, PercentEncoding.decodeToBytes(escaped));
  }

  private static String text(String escaped, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(escaped);
    }
  }

  private static RegistryException refused(String path) {
    return RegistryException.invalid(Subject.ARTIFACT, Reason.CHARACTERS, "path", path);
  }
}
