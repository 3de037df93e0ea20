package dev.hallmark.server.auth;

import dev.hallmark.server.events.Origin;
import dev.hallmark.server.storage.Once;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is calling, with the rights this person has on the server and the workspace the call is about. A protocol makes it
 * from the credentials of its protocol; services ask {@link Access} with it.
 *
 * @param once how often the change that is asked for may be made
 */
public record Caller(String workspace, Set<Permission> rights, Origin origin, Once once) {
  public static final String DEFAULT_WORKSPACE = "default";

  public Caller {
    rights = Set.copyOf(rights);
  }

  /** Whose change is made as often as it is asked for. */
  public Caller(String workspace, Set<Permission> rights, Origin origin) {
    this(workspace, rights, origin, Once.EACH_TIME);
  }

  /** The name under which the change stands in the audit. */
  public String name() {
    return origin.actor();
  }

  /** The same person, asking about another workspace. */
  public Caller in(String other) {
    return new Caller(other, rights, origin, once);
  }

  /** The same person, whose change is made this often. */
  public Caller making(Once change) {
    return new Caller(workspace, rights, origin, change);
  }

  /** Whether it is the workspace that is always there, and the only one where workspaces are off. */
  public boolean inDefaultWorkspace() {
    return workspace.equals(DEFAULT_WORKSPACE);
  }

  /** Someone with every right: the caller of a server that runs without authentication. */
  public static Caller unrestricted(Origin origin) {
    return new Caller(DEFAULT_WORKSPACE, EnumSet.allOf(Permission.class), origin);
  }
}
