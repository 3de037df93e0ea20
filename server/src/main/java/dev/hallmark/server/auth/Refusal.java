package dev.hallmark.server.auth;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A call that was refused for want of a permission.
 *
 * @param resource on which it is missing; empty where the caller has it on nothing
 */
public record Refusal(Permission permission, Optional<Resource> resource) {
  private static final Set<Permission> AUDITED =
      EnumSet.of(Permission.APPROVE, Permission.DEPLOY, Permission.DELETE, Permission.ADMINISTER);

  /** Whether it gets an audit entry. */
  public boolean isAudited() {
    return AUDITED.contains(permission);
  }
}
