package dev.hallmark.server.auth;

import java.util.Optional;

/**
 * Authorization. Services call it, so that no protocol can forget it: first {@link #require} for the permission as such, then the returned
 * {@link AuthorizedCaller} for each object.
 */
public final class Access {
  private final Policy policy;

  public Access(Policy policy) {
    this.policy = policy;
  }

  /** Throws FORBIDDEN if the caller has this permission on no object of the workspace. */
  public AuthorizedCaller require(Caller caller, Permission permission) {
    AuthorizedCaller authorized = new AuthorizedCaller(policy, caller, permission);
    if (!policy.allows(caller, permission)) {
      throw authorized.refusal(Optional.empty());
    }
    return authorized;
  }
}
