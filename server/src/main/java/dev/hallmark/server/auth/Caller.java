package dev.hallmark.server.auth;

import dev.hallmark.server.events.Origin;

/** The principal, workspace and request of a call. Protocols create it from credentials and headers; services pass it to {@link Access}. */
public record Caller(Principal principal, String workspace, RequestInfo request) {
  public static final String DEFAULT_WORKSPACE = "default";

  /** The name that the audit records. */
  public String name() {
    return principal.name();
  }

  /** The data about the call that the audit records. */
  public Origin origin() {
    return new Origin(
        principal.id(),
        name(),
        principal.credential(),
        request.protocol(),
        request.id(),
        request.address());
  }

  /** The same principal and request in another workspace. */
  public Caller in(String other) {
    return new Caller(principal, other, request);
  }

  /** Whether this is the workspace that always exists, and the only one if workspaces are disabled. */
  public boolean inDefaultWorkspace() {
    return workspace.equals(DEFAULT_WORKSPACE);
  }

  /** The caller in the default workspace of a server without authentication. */
  public static Caller anonymous(RequestInfo request) {
    return new Caller(Principal.ANONYMOUS, DEFAULT_WORKSPACE, request);
  }
}
