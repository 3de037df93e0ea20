package dev.hallmark.server.auth;

/** A permission that an operation requires. */
public enum Permission {
  READ,
  REGISTER,
  EDIT,
  APPROVE,
  DEPLOY,
  DELETE,
  ADMINISTER,
  AUDIT
}
