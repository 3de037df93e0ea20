package dev.hallmark.server.events;

/**
 * The principal and the request that caused a change, for the audit entry.
 *
 * @param actorId the id of the principal, never reused
 * @param actor the name of the principal at that time
 * @param credential identifies the credential that was used; empty without authentication
 * @param protocol such as {@code mlflow}
 */
public record Origin(
    String actorId,
    String actor,
    String credential,
    String protocol,
    String requestId,
    String address) {}
