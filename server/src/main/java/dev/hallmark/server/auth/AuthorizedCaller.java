package dev.hallmark.server.auth;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/** A caller with the permission that a call needs. On each object that the call comes to, it is asked whether it holds there. */
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

  /** The same caller with the permission to read. */
  public AuthorizedCaller reading() {
    return new AuthorizedCaller(policy, caller, Permission.READ);
  }

  /**
   * To be asked while the object's row is locked, where the call changes it. Throws what is given for an object that the caller
   * may not even read, as if it were not there; FORBIDDEN for one that may be read, but no more.
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
