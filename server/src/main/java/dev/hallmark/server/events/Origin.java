package dev.hallmark.server.events;

/**
 * Who asked for a change, and with which request; it stands in the change's audit entry.
 *
 * @param actorId the principal's id, never another's
 * @param actor the name that the principal had
 * @param credential which of its credentials was shown; empty where none was asked for
 * @param protocol such as {@code mlflow}
 */
public record Origin(
    String actorId,
    String actor,
    String credential,
    String protocol,
    String requestId,
    String address) {}
