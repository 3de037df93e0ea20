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
 * Keeps web pages of strangers out. A page whose name was bound anew to this server's address still sends its own name as
 * {@code Host}; a page that calls across sends its name as {@code Origin}. Programs other than browsers send neither of
 * these, and pass.
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

  /** @param names {@link HostPattern}s, or whole origins such as {@code https://models.example.com:8443} */
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

  /** Throws FORBIDDEN with field {@code Host} or {@code Origin}. To pages that the operator named it grants what browsers ask for. */
  void require(Context ctx) {
    if (HealthProbes.PATHS.contains(ctx.path())) {
      return;
    }
    String host = header(ctx, "Host");
    if (!host.isEmpty() && HostAndPort.of(host).filter(this::isOurs).isEmpty()) {
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
        && page.filter(each -> isOurs(each, HostAndPort.of(host))).isEmpty()) {
      throw forbidden("Origin", origin);
    }
  }

  /** The headers without which a browser neither sends a page's JSON nor shows it the response (the Fetch standard, CORS). */
  private static void grant(Context ctx, String origin) {
    ctx.header("Access-Control-Allow-Origin", origin);
    ctx.header("Access-Control-Expose-Headers", READABLE);
    if (ctx.method() == HandlerType.OPTIONS) {
      ctx.header("Access-Control-Allow-HttpMethods", METHODS);
      ctx.header("Access-Control-Max-Age", Integer.toString(PREFLIGHT_SECONDS));
      String wanted = header(ctx, "Access-Control-Request-Headers");
      if (HEADER_NAMES.matcher(wanted).matches()) {
        ctx.header("Access-Control-Allow-Headers", wanted);
      }
    }
  }

  /** An address of a private network is no name that a stranger could have bound anew. */
  private boolean isOurs(HostAndPort host) {
    return host.isThisMachine()
        || host.isPrivate()
        || hosts.stream().anyMatch(each -> each.matchesHost(host));
  }

  /** Pages of other machines only where they are named, since anybody may run a web server in a private network. */
  private boolean isOurs(WebOrigin origin, Optional<HostAndPort> called) {
    return called.filter(origin::isOf).isPresent() || origin.site().isThisMachine();
  }

  private boolean isNamed(WebOrigin origin) {
    return origins.contains(origin) || pages.stream().anyMatch(each -> each.matchesOrigin(origin));
  }

  /** A header that is there twice is none that a browser sends; together they are no origin. */
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
