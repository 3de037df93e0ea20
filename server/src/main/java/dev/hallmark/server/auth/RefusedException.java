package dev.hallmark.server.auth;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.List;

/** FORBIDDEN because of a missing permission: the field is the name of the permission, the value the name of the caller. */
public final class RefusedException extends RegistryException {
  private final transient Refusal refusal;

  RefusedException(Caller caller, Refusal refusal) {
    super(
        ErrorKind.FORBIDDEN,
        Subject.REQUEST,
        Reason.PLAIN,
        refusal.permission().name(),
        caller.name(),
        List.of(),
        null);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
