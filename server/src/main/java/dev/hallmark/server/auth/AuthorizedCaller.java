package dev.hallmark.server.auth;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/** A caller that has a permission on at least some objects. Services check each object that a call reads or changes. */
public final class AuthorizedCaller {
  private final Policy policy;
  private final Caller caller;
  private final Permission permission;

  AuthorizedCaller(Policy policy, Caller caller, Permission permission) {
    this.policy = policy;
    this.caller = caller;
    this.permission = permission;
  }

  public Caller caller() {
    return caller;
  }

  public String workspace() {
    return caller.workspace();
  }

  public String name() {
    return caller.name();
  }

  public Origin origin() {
    return caller.origin();
  }

  /** The same caller with READ permission. */
  public AuthorizedCaller reading() {
    return new AuthorizedCaller(policy, caller, Permission.READ);
  }

  /**
   * Requires the permission on this object. A call that changes the object must hold its row lock first. Throws the given exception if the
   * caller cannot read the object, as if it did not exist, and FORBIDDEN if it can only read it.
   */
  public void require(Resource resource, Supplier<RegistryException> absent) {
    if (may(resource)) {
      return;
    }
    throw reading().may(resource) ? refusal(Optional.of(resource)) : absent.get();
  }

  /** Whether the permission holds on this object. */
  public boolean may(Resource resource) {
    return policy.allows(caller, permission, resource);
  }

  /** The objects of this kind on which the permission holds. */
  public Visibility visible(Resource.Kind kind) {
    return policy.visible(caller, permission, kind);
  }

  RegistryException refusal(Optional<Resource> resource) {
    return new RefusedException(caller, new Refusal(permission, resource));
  }
}
