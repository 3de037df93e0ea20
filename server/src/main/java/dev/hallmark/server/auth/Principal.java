package dev.hallmark.server.auth;

/**
 * The identity of a caller: a person or a program.
 *
 * @param id unique, and never reused
 * @param name the name that users see and that the audit records
 * @param credential identifies the credential that was used, such as the name of a token; empty without authentication
 */
public record Principal(String id, String name, String credential) {
  /** Every caller of a server without authentication. */
  public static final Principal ANONYMOUS = new Principal("anonymous", "anonymous", "");

  /** The server itself, for what it changes in the background. */
  public static final Principal SERVER = new Principal("server", "server", "");
}
