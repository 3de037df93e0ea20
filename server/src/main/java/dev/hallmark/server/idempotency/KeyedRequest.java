package dev.hallmark.server.idempotency;

import dev.hallmark.server.storage.Sha256;

/**
 * A request with an idempotency key.
 *
 * @param path method and path, as in {@code POST /runs}
 * @param fingerprint equal for requests with the same content
 */
public record KeyedRequest(IdempotencyKey key, String path, String fingerprint) {
  /** @param content the normalized content of the request */
  public static KeyedRequest of(IdempotencyKey key, String path, byte[] content) {
    return new KeyedRequest(key, path, Sha256.hex(content));
  }
}
