package dev.hallmark.server.auth;

/** A right that an operation asks for. */
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
