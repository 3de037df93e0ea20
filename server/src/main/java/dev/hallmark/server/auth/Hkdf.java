package dev.hallmark.server.auth;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key derivation by HKDF (RFC 5869) with SHA-256. */
final class Hkdf {
  private static final String ALGORITHM = "HmacSHA256";

  private Hkdf() {}

  /** @param length in bytes, up to 8,160 */
  static byte[] derive(byte[] key, byte[] salt, byte[] purpose, int length) {
    byte[] extracted = hmac(salt, key);
    byte[] derived = new byte[0];
    byte[] block = new byte[0];
    for (int i = 1; derived.length < length; i++) {
      block = hmac(extracted, block, purpose, new byte[] {(byte) i});
      derived = joined(derived, block);
    }
    return Arrays.copyOf(derived, length);
  }

  static byte[] hmac(byte[] key, byte[]... message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : message) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
