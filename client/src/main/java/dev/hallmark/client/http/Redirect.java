package dev.hallmark.client.http;

import dev.hallmark.client.HallmarkException;
import java.net.URI;

/** Where an answer points elsewhere. Credentials stay with the server they were given for. */
final class Redirect {
  private Redirect() {}

  /**
   * The call at the place that the answer names. Throws for a change that would go to another host, or lose its body, for a
   * way from TLS to plain text, and for one out of HTTP, as to a file of this machine.
   */
  static Request follow(Request request, Response response) {
    String location = response.header("Location");
    URI target = target(request.uri(), location);
    boolean keepsMethod = response.status() >= 307;
    boolean isSafe = isSameOrigin(request.uri(), target) && keepsMethod || request.isRead();
    boolean opensUp = "https".equalsIgnoreCase(request.uri().getScheme())
        && !"https".equalsIgnoreCase(target.getScheme());
    if (location.isEmpty() || !isSafe || opensUp || !isHttp(target)) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE,
          request.uri() + " redirects to '" + location + "', which is not followed for "
              + request.method() + "; is the tracking URI right?");
    }
    return request.at(target);
  }

  private static URI target(URI from, String location) {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, from + " redirects to '" + location + "', no URI", e);
    }
  }

  private static boolean isHttp(URI target) {
    return target.getHost() != null && target.getScheme().matches("(?i)https?");
  }

  static boolean isSameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(String.valueOf(other.getHost()))
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
