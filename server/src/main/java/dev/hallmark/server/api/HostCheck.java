package dev.hallmark.server.api;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps web pages of strangers out. A page whose name was bound anew to this server's address still sends its own name as
 * {@code Host}; a page that calls across sends its name as {@code Origin}. Programs other than browsers send neither of
 * these, and pass.
 */
final class HostCheck {
  private static final Set<String> PROBES = Set.of("/health", "/version");
  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Pattern allowed;

  /** @param names that this server may be called by, beside localhost and private addresses; {@code *} is any text */
  HostCheck(List<String> names) {
    StringBuilder pattern = new StringBuilder("localhost");
    names.forEach(name -> pattern.append('|').append(glob(name)));
    this.allowed = Pattern.compile(pattern.toString());
  }

  private static String glob(String name) {
    return Pattern.quote(name.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
  }

  /** Throws FORBIDDEN with field {@code Host} or {@code Origin}. */
  void require(Context ctx) {
    if (PROBES.contains(ctx.path())) {
      return;
    }
    String host = header(ctx, "Host");
    if (!host.isEmpty() && !isOurs(host)) {
      throw forbidden("Host", host);
    }
    String origin = header(ctx, "Origin");
    if (!origin.isEmpty() && !READING.contains(ctx.method()) && !isOurs(origin, host)) {
      throw forbidden("Origin", origin);
    }
  }

  private boolean isOurs(String origin, String host) {
    int scheme = origin.indexOf("://");
    if (scheme < 0) {
      return false; // "null": a sandboxed page or a file
    }
    String site = origin.substring(scheme + 3);
    return site.equals(host) || site.startsWith("localhost:") || isOurs(site);
  }

  private boolean isOurs(String host) {
    String name = withoutPort(host);
    return allowed.matcher(host).matches()
        || allowed.matcher(name).matches()
        || PrivateAddress.is(name);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') && colon > 0 ? host.substring(0, colon) : host;
  }

  private static String header(Context ctx, String name) {
    String value = ctx.header(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  private static RegistryException forbidden(String header, String value) {
    return RegistryException.of(
        ErrorKind.FORBIDDEN, Subject.REQUEST, Reason.UNKNOWN, header, value);
  }
}
