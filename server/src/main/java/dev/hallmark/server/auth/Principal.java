package dev.hallmark.server.auth;

/**
 * Someone who calls: a person or a program.
 *
 * @param id never another's, also when this one is gone
 * @param name as others know it, and as it stands in the audit
 * @param credential which of its credentials was shown, such as the name of a token; empty where none was asked for
 */
public record Principal(String id, String name, String credential) {
  /** Whoever calls a server that runs without authentication. */
  public static final Principal ANONYMOUS = new Principal("anonymous", "anonymous", "");
}
