package dev.hallmark.server.api.http;

import dev.hallmark.server.api.requests.HttpMethods;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Protects against DNS rebinding and cross-origin requests. A page whose name was rebound to this server's address still sends its own name
 * in {@code Host}; a cross-origin request sends the page's origin in {@code Origin}. Clients other than browsers send no {@code Origin} and
 * pass.
 */
final class HostCheck {
  private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9-]+( *, *[A-Za-z0-9-]+)*");
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String READABLE =
      "Accept-Ranges, Content-Disposition, Content-Range, ETag, Repr-Digest, Retry-After, X-Request-Id";
  private static final int PREFLIGHT_SECONDS = 600;

  private final List<HostPattern> hosts = new ArrayList<>();
  private final List<HostPattern> pages = new ArrayList<>();
  private final List<WebOrigin> origins = new ArrayList<>();

  /** @param names {@link HostPattern}s, or origins such as {@code https://models.example.com:8443} */
  HostCheck(List<String> names) {
    for (String name : names) {
      if (name.contains("://")) {
        WebOrigin origin = WebOrigin.of(name)
            .orElseThrow(() -> new IllegalArgumentException("not an origin: " + name));
        origins.add(origin);
        hosts.add(HostPattern.of(origin.host()));
      } else {
        hosts.add(HostPattern.of(name));
        pages.add(HostPattern.of(name));
      }
    }
  }

  /** Throws FORBIDDEN with field {@code Host} or {@code Origin}. Sets the CORS headers for origins that the operator allows. */
  void require(Context ctx) {
    if (HealthProbes.PATHS.contains(ctx.path())) {
      return;
    }
    String host = header(ctx, "Host");
    if (!host.isEmpty() && HostAndPort.of(host).filter(this::isAllowed).isEmpty()) {
      throw forbidden("Host", host);
    }
    String origin = all(ctx, "Origin");
    if (origin.isEmpty()) {
      return;
    }
    Optional<WebOrigin> page = WebOrigin.of(origin);
    if (page.filter(this::isNamed).isPresent()) {
      grant(ctx, origin);
    } else if (!HttpMethods.isRead(ctx.method())
        && ctx.method() != HandlerType.OPTIONS
        && page.filter(each -> isAllowed(each, HostAndPort.of(host))).isEmpty()) {
      throw forbidden("Origin", origin);
    }
  }

  /** Sets the CORS headers of the Fetch standard, without which a browser neither sends JSON nor exposes the response to a page. */
  private static void grant(Context ctx, String origin) {
    ctx.header("Access-Control-Allow-Origin", origin);
    ctx.header("Access-Control-Expose-Headers", READABLE);
    if (ctx.method() == HandlerType.OPTIONS) {
      ctx.header("Access-Control-Allow-Methods", METHODS);
      ctx.header("Access-Control-Max-Age", Integer.toString(PREFLIGHT_SECONDS));
      String wanted = header(ctx, "Access-Control-Request-Headers");
      if (HEADER_NAMES.matcher(wanted).matches()) {
        ctx.header("Access-Control-Allow-Headers", wanted);
      }
    }
  }

  /** Addresses of a private network are accepted: DNS rebinding needs a name. */
  private boolean isAllowed(HostAndPort host) {
    return host.isLoopback()
        || host.isPrivate()
        || hosts.stream().anyMatch(each -> each.matchesHost(host));
  }

  /** Origins on private addresses are not accepted by default, since anyone may run a web server in a private network. */
  private boolean isAllowed(WebOrigin origin, Optional<HostAndPort> called) {
    return called.filter(origin::isOf).isPresent() || origin.site().isLoopback();
  }

  private boolean isNamed(WebOrigin origin) {
    return origins.contains(origin) || pages.stream().anyMatch(each -> each.matchesOrigin(origin));
  }

  /** Joins repeated headers. Browsers send only one, and the joined value is not a valid origin. */
  private static String all(Context ctx, String name) {
    Enumeration<String> values = ctx.req().getHeaders(name);
    return values.hasMoreElements() ? String.join(", ", Collections.list(values)) : "";
  }

  private static String header(Context ctx, String name) {
    String value = ctx.header(name);
    return value == null ? "" : value;
  }

  private static RegistryException forbidden(String header, String value) {
    return RegistryException.of(
        ErrorKind.FORBIDDEN, Subject.REQUEST, Reason.UNKNOWN, header, value);
  }
}
