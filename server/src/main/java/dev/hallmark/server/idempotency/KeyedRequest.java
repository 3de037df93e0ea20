package dev.hallmark.server.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request with a key.
 *
 * @param path with the method in front, as in {@code POST /runs}
 * @param fingerprint the same for requests that say the same
 */
public record KeyedRequest(IdempotencyKey key, String path, String fingerprint) {
  /** @param content all that the request says, written the same way each time */
  public static KeyedRequest of(IdempotencyKey key, String path, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new KeyedRequest(key, path, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
