package dev.hallmark.server.auth;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A call that was rejected because the caller lacks a permission.
 *
 * @param resource the object without the permission; empty if the caller has the permission on no object
 */
public record Refusal(Permission permission, Optional<Resource> resource) {
  private static final Set<Permission> AUDITED =
      EnumSet.of(Permission.APPROVE, Permission.DEPLOY, Permission.DELETE, Permission.ADMINISTER);

  /** Whether it gets an audit entry. */
  public boolean isAudited() {
    return AUDITED.contains(permission);
  }
}
