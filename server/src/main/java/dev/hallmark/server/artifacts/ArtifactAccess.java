package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.ArtifactOwners.Owner;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.Optional;

/**
 * Decides who can read and change a path. A path without an owner requires the permission ADMINISTER and is accessible in the workspace
 * {@code default} only; other workspaces have only the paths of their experiments. Nobody can change what only the server writes. Paths of
 * other workspaces throw NOT_FOUND.
 */
final class ArtifactAccess {
  private final Access access;
  private final ArtifactOwners owners;
  private final ReservedReads reserved;

  ArtifactAccess(Access access, ArtifactOwners owners, ReservedReads reserved) {
    this.access = access;
    this.owners = owners;
    this.reserved = reserved;
  }

  /** A caller who can change this path, and its owner, if it has one. */
  record Changer(AuthorizedCaller caller, Optional<Owner> owner) {}

  /** For a new or replaced file. Throws INVALID_ARGUMENT if the owner is deleted. */
  void requireWritable(Caller caller, ArtifactPath path) {
    Optional<Owner> owner = requireChangeable(caller, Permission.EDIT, path).owner();
    if (owner.isPresent() && !owner.get().active()) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.DELETED, "path", path);
    }
  }

  /** Throws FORBIDDEN for paths that only the server writes, whoever the caller is. */
  Changer requireChangeable(Caller caller, Permission permission, ArtifactPath path) {
    if (path.isRoot() || path.isReserved()) {
      throw RegistryException.of(
          ErrorKind.FORBIDDEN, Subject.ARTIFACT, Reason.RESERVED, "path", path);
    }
    Optional<Owner> owner = owner(access.require(caller, Permission.READ), path);
    return new Changer(requireOf(caller, owner, permission, path), owner);
  }

  /** Requires the permission on the owner; ADMINISTER if there is none. */
  private AuthorizedCaller requireOf(
      Caller caller, Optional<Owner> owner, Permission permission, ArtifactPath path) {
    if (owner.isEmpty()) {
      return access.require(caller, Permission.ADMINISTER);
    }
    AuthorizedCaller authorized = access.require(caller, permission);
    authorized.require(owner.get().resource(), () -> notFound(path));
    return authorized;
  }

  AuthorizedCaller requireReadable(Caller caller, ArtifactPath path) {
    AuthorizedCaller reader = access.require(caller, Permission.READ);
    boolean sealed = path.top().equals(Seal.TOP) && path.segments().size() > 1;
    if (!sealed && (path.isReserved() || owner(reader, path).isEmpty())) {
      access.require(caller, Permission.ADMINISTER);
    }
    if (path.top().equals(PathRules.TEMPORARY)
        || path.isReserved() && !reserved.allows(reader, path)) {
      throw notFound(path);
    }
    return reader;
  }

  /** Empty if the path has no owner. Throws NOT_FOUND for a path that is not accessible from the caller's workspace. */
  private Optional<Owner> owner(AuthorizedCaller caller, ArtifactPath path) {
    Optional<Owner> owner = owners.find(caller, path);
    if (owner.isEmpty() && (path.isOfWorkspace() || !caller.caller().inDefaultWorkspace())) {
      throw notFound(path);
    }
    return owner;
  }

  static RegistryException notFound(ArtifactPath path) {
    return RegistryException.notFound(Subject.ARTIFACT, "path", path);
  }
}
