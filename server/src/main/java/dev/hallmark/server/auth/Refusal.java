package dev.hallmark.server.auth;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.EnumSet;
import java.util.List;
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

  RegistryException toException(Caller caller) {
    return RegistryException.of(
        ErrorKind.FORBIDDEN,
        Subject.REQUEST,
        Reason.PLAIN,
        permission.name(),
        caller.name(),
        resource.stream()
            .flatMap(it -> List.of(it.kind(), (Object) it.id()).stream())
            .toArray());
  }

  /** Empty for an error that is no such refusal. */
  public static Optional<Refusal> of(RegistryException error) {
    if (error.kind() != ErrorKind.FORBIDDEN || error.reason() != Reason.PLAIN) {
      return Optional.empty();
    }
    List<String> facts = error.facts();
    Optional<Resource> resource = facts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Resource(Resource.Kind.valueOf(facts.get(0)), Long.parseLong(facts.get(1))));
    return Optional.of(new Refusal(Permission.valueOf(error.field()), resource));
  }
}
