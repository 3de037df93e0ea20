package dev.hallmark.server.api.http;

import dev.hallmark.server.api.requests.ClientBody;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/** Requests of load balancers and monitors, which must be answered under any name and however busy the server is. */
final class HealthProbes {
  static final Set<String> PATHS = Set.of("/health", "/version");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private HealthProbes() {}

  /** Whether the request is a probe that keeps no thread waiting: without a body, and with an answer of a few bytes. */
  static boolean is(Request request) {
    return METHODS.contains(request.getMethod())
        && PATHS.contains(request.getHttpURI().getPath())
        && !ClientBody.isExpected(request);
  }
}
