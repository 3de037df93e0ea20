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

/** Path segments as the client sent them: routers normalise, cut at {@code ;} and put up with broken escapes. */
public final class RawPath {
  private RawPath() {}

  /** What follows the prefix in the request's path, with escapes read once, as UTF-8. Throws INVALID_ARGUMENT. */
  public static String after(Context ctx, String prefix) {
    String uri = ctx.req().getRequestURI();
    // Jetty cuts a fragment off and goes on: a DELETE of "a#b" must not take "a"
    boolean fragment =
        ServletContextRequest.getServletContextRequest(ctx.req()).getHttpURI().getFragment()
            != null;
    // routers decode, so an escaped letter in the prefix itself leads here too
    if (fragment || !uri.startsWith(prefix)) {
      throw refused(fragment ? uri + "#" : uri);
    }
    String rest = uri.substring(prefix.length());
    // in a URL it has to be escaped; what it meant is lost by now
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
