package dev.hallmark.server.storage.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hallmark.server.storage.Sha256;

/**
 * A bit set of tags, similar to a Bloom filter, which excludes most rows without certain tags without reading their tags. Each tag sets up
 * to two of 64 bits. The bit set of a row contains the bits of all its tags.
 */
public final class TagBits {
  private static final int BIT = 63;

  private TagBits() {}

  /**
   * Also the SQL function {@code bits_of_tag} of H2; PostgreSQL's function gives the same result.
   *
   * @param valuePrefix the {@code IndexPrefix} of the value
   */
  public static long of(String key, String valuePrefix) {
    byte[] digest = Sha256.of((key + "=" + valuePrefix).getBytes(UTF_8));
    return 1L << (digest[0] & BIT) | 1L << (digest[1] & BIT);
  }
}
