package dev.hallmark.server.auth;

import dev.hallmark.server.events.Origin;

/**
 * Who is calling, about which workspace, with which request. A protocol makes it of its credentials and headers; services
 * ask {@link Access} with it.
 */
public record Caller(Principal principal, String workspace, RequestInfo request) {
  public static final String DEFAULT_WORKSPACE = "default";

  /** The name under which the change stands in the audit. */
  public String name() {
    return principal.name();
  }

  /** What the audit tells of the call. */
  public Origin origin() {
    return new Origin(
        principal.id(),
        name(),
        principal.credential(),
        request.protocol(),
        request.id(),
        request.address());
  }

  /** The same person, asking about another workspace. */
  public Caller in(String other) {
    return new Caller(principal, other, request);
  }

  /** Whether it is the workspace that is always there, and the only one where workspaces are off. */
  public boolean inDefaultWorkspace() {
    return workspace.equals(DEFAULT_WORKSPACE);
  }

  /** The caller of a server that runs without authentication, in the default workspace. */
  public static Caller anonymous(RequestInfo request) {
    return new Caller(Principal.ANONYMOUS, DEFAULT_WORKSPACE, request);
  }
}
