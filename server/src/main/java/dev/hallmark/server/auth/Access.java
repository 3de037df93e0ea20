package dev.hallmark.server.auth;

import java.util.Optional;

/**
 * May this caller do this? Asked in the services, once, so that no protocol can forget: first {@link #require whether at all},
 * then, of what comes back, on which objects.
 */
public final class Access {
  private final Policy policy;

  public Access(Policy policy) {
    this.policy = policy;
  }

  /** Throws FORBIDDEN where the caller has this permission on nothing in the workspace. */
  public AuthorizedCaller require(Caller caller, Permission permission) {
    AuthorizedCaller authorized = new AuthorizedCaller(policy, caller, permission);
    if (!policy.allows(caller, permission)) {
      throw authorized.refusal(Optional.empty());
    }
    return authorized;
  }
}
