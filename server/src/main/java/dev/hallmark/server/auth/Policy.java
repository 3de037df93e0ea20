package dev.hallmark.server.auth;

/** Decides who may do what. What it reads from the database for that, it reads in the transaction of its thread. */
public interface Policy {
  /** Of a server that runs without authentication. */
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

  /** Whether the caller has this permission on anything in the workspace of the call. */
  boolean allows(Caller caller, Permission permission);

  boolean allows(Caller caller, Permission permission, Resource resource);

  /** Those resources of a kind on which the caller has this permission. */
  Visibility visible(Caller caller, Permission permission, Resource.Kind kind);
}
