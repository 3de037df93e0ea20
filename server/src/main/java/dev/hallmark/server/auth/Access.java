package dev.hallmark.server.auth;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** May this caller do this? Asked in the services, once, so that no protocol can forget. */
public final class Access {
  private final Policy policy;

  public Access(Policy policy) {
    this.policy = policy;
  }

  /** Throws FORBIDDEN unless the caller has this permission. */
  public void require(Caller caller, Permission permission) {
    if (!policy.allows(caller, permission)) {
      throw RegistryException.of(
          ErrorKind.FORBIDDEN, Subject.REQUEST, Reason.PLAIN, permission.name(), caller.name());
    }
  }
}
