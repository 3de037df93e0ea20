package dev.hallmark.server.idempotency;

import dev.hallmark.server.storage.Sha256;

/**
 * A request with a key.
 *
 * @param path with the method in front, as in {@code POST /runs}
 * @param fingerprint the same for requests that say the same
 */
public record KeyedRequest(IdempotencyKey key, String path, String fingerprint) {
  /** @param content all that the request says, written the same way each time */
  public static KeyedRequest of(IdempotencyKey key, String path, byte[] content) {
    return new KeyedRequest(key, path, Sha256.hex(content));
  }
}
