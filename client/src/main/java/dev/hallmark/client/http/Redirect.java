package dev.hallmark.client.http;

import dev.hallmark.client.HallmarkException;
import java.net.URI;

/** Follows redirects. Credentials are sent only to the origin that they were configured for. */
final class Redirect {
  private Redirect() {}

  /**
   * The request for the redirect target. Throws if a request that changes something would go to another origin or lose its body, if TLS
   * would become plain HTTP, and if the target is not HTTP, such as a local file.
   */
  static Request follow(Request request, Response response) {
    String location = response.header("Location");
    URI target = target(request.uri(), location);
    boolean keepsMethod = response.status() >= 307;
    boolean isSafe = isSameOrigin(request.uri(), target) && keepsMethod || request.isRead();
    boolean dropsTls = "https".equalsIgnoreCase(request.uri().getScheme())
        && !"https".equalsIgnoreCase(target.getScheme());
    if (location.isEmpty() || !isSafe || dropsTls || !isHttp(target)) {
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
