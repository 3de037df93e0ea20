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
    String uri = ctx.req().getRequestURI();
    // Jetty removes a fragment: DELETE of "a#b" must not delete "a"
    boolean fragment =
        ServletContextRequest.getServletContextRequest(ctx.req()).getHttpURI().getFragment()
            != null;
    // the router decodes, so a prefix with escaped letters matches the route too
    if (fragment || !uri.startsWith(prefix)) {
      throw refused(fragment ? uri + "#" : uri);
    }
    String rest = uri.substring(prefix.length());
    // must be escaped in a URL; Jetty has already decoded it incorrectly
    if (rest.chars().anyMatch(c -> c > '~') || !PercentEncoding.isValid(rest)) {
      throw refused(rest);
    }
    return text(rest, PercentEncoding.decodeToBytes(rest));
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
