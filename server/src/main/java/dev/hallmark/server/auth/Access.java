package dev.hallmark.server.auth;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** May this caller do this? Asked in the services, once, so that no protocol can forget. */
public final class Access {
  /** Throws FORBIDDEN unless the caller has this right on the server. */
  public void require(Caller caller, Permission permission) {
    if (!caller.rights().contains(permission)) {
      throw RegistryException.of(
          ErrorKind.FORBIDDEN, Subject.REQUEST, Reason.PLAIN, permission.name(), caller.name());
    }
  }
}
