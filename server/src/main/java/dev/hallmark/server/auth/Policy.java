package dev.hallmark.server.auth;

/** Decides who may do what. */
public interface Policy {
  /** Of a server that runs without authentication. */
  Policy EVERYTHING = (caller, permission) -> true;

  /** Whether the caller has this permission at all in the workspace of the call. */
  boolean allows(Caller caller, Permission permission);
}
