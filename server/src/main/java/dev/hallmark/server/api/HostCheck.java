package dev.hallmark.server.api;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages of strangers out. A page whose name was bound anew to this server's address still sends its own name as
 * {@code Host}; a page that calls across sends its name as {@code Origin}. Programs other than browsers send neither of
 * these, and pass.
 */
final class HostCheck {
  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final List<HostPattern> hosts = new ArrayList<>();
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
      }
    }
  }

  /** Throws FORBIDDEN with field {@code Host} or {@code Origin}. */
  void require(Context ctx) {
    if (Probes.PATHS.contains(ctx.path())) {
      return;
    }
    String host = header(ctx, "Host");
    if (!host.isEmpty() && Site.of(host).filter(this::isOurs).isEmpty()) {
      throw forbidden("Host", host);
    }
    String origin = header(ctx, "Origin");
    if (!origin.isEmpty()
        && !READING.contains(ctx.method())
        && WebOrigin.of(origin).filter(each -> isOurs(each, Site.of(host))).isEmpty()) {
      throw forbidden("Origin", origin);
    }
  }

  /** An address of a private network is no name that a stranger could have bound anew. */
  private boolean isOurs(Site host) {
    return host.isThisMachine()
        || host.isPrivate()
        || hosts.stream().anyMatch(each -> each.matchesHost(host));
  }

  /** Pages of other machines only where they are named, since anybody may run a web server in a private network. */
  private boolean isOurs(WebOrigin origin, Optional<Site> called) {
    return called.filter(origin::isOf).isPresent()
        || origin.site().isThisMachine()
        || origins.contains(origin)
        || hosts.stream().anyMatch(each -> each.matchesOrigin(origin));
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
