package dev.hallmark.server.auth;

/** Decides which caller has which permission. Its database reads join the transaction of the current thread. */
public interface Policy {
  /** Allows everything; used by a server without authentication. */
  Policy EVERYTHING = new Policy() {
    @Override
    public boolean allows(Caller caller, Permission permission) {
      return true;
    }

    @Override
    public boolean allows(Caller caller, Permission permission, Resource resource) {
      return true;
    }

    @Override
    public Visibility visible(Caller caller, Permission permission, Resource.Kind kind) {
      return Visibility.ALL;
    }
  };

  /** Whether the caller has this permission on at least some object of the workspace. */
  boolean allows(Caller caller, Permission permission);

  boolean allows(Caller caller, Permission permission, Resource resource);

  /** The resources of this kind on which the caller has this permission. */
  Visibility visible(Caller caller, Permission permission, Resource.Kind kind);
}
