package dev.hallmark.server.api.http;

import dev.hallmark.server.api.requests.ClientBody;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/** Health checks of load balancers and monitors. They are served under any host name and under any load. */
final class HealthProbes {
  static final Set<String> PATHS = Set.of("/health", "/version");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private HealthProbes() {}

  /** Whether the request is a health probe, which never blocks a thread: it has no body and a short response. */
  static boolean is(Request request) {
    return METHODS.contains(request.getMethod())
        && PATHS.contains(request.getHttpURI().getPath())
        && !ClientBody.isExpected(request);
  }
}
