package dev.hallmark.server.auth;

/**
 * The request that a call came with.
 *
 * @param protocol such as {@code mlflow}
 * @param id as in the access log and in the response's {@code X-Request-Id}
 * @param address of the client
 */
public record RequestInfo(String protocol, String id, String address) {}
