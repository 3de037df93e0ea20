package dev.hallmark.server.auth;

/**
 * The request of a call.
 *
 * @param protocol such as {@code mlflow}
 * @param id also in the access log and in the response header {@code X-Request-Id}
 * @param address the address of the client
 */
public record RequestInfo(String protocol, String id, String address) {}
