package dev.hallmark.server.storage.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hallmark.server.storage.Sha256;

/**
 * A number that tells most rows without some tags from those that may have them, without a look at their tags: each tag
 * sets two of its 64 bits. A row's number has the bits of all of its tags, and some of them by chance.
 */
public final class TagBits {
  private static final int BIT = 63;

  private TagBits() {}

  /**
   * Also the SQL function {@code bits_of_tag} of H2; that of PostgreSQL says the same.
   *
   * @param valuePrefix of the tag's value
   */
  public static long of(String key, String valuePrefix) {
    byte[] digest = Sha256.of((key + "=" + valuePrefix).getBytes(UTF_8));
    return 1L << (digest[0] & BIT) | 1L << (digest[1] & BIT);
  }
}
