package dev.hallmark.server.auth;

import dev.hallmark.server.events.Origin;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is calling, with the rights this person has on the server and the workspace the call is about. A door makes it
 * from the credentials of its protocol; services ask {@link Access} with it.
 */
public record Caller(String workspace, Set<Permission> rights, Origin origin) {
  public static final String DEFAULT_WORKSPACE = "default";

  public Caller {
    rights = Set.copyOf(rights);
  }

  /** The name under which the change stands in the audit. */
  public String name() {
    return origin.actor();
  }

  /** Someone with every right: the caller of a server that runs without authentication. */
  public static Caller unrestricted(Origin origin) {
    return new Caller(DEFAULT_WORKSPACE, EnumSet.allOf(Permission.class), origin);
  }
}
