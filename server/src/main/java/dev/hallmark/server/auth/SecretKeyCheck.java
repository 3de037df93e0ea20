package dev.hallmark.server.auth;

import dev.hallmark.server.storage.Writes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Keeps all servers of a database on one secret key: the first leaves a mark that only this key makes. A server with
 * another key could read nothing that was encrypted, and would encrypt what the others cannot read.
 */
public final class SecretKeyCheck {
  private static final byte[] MESSAGE = "one key".getBytes(StandardCharsets.UTF_8);

  private final Writes writes;

  public SecretKeyCheck(Writes writes) {
    this.writes = writes;
  }

  /** Whether the key is the one of the database. A database without one takes it. */
  public boolean fits(SecretKey key) {
    String mark =
        HexFormat.of().formatHex(Hkdf.hmac(key.derive("check of the secret key"), MESSAGE));
    return writes.call(tx -> {
      SecretKeyStore store = tx.attach(SecretKeyStore.class);
      store.addIfAbsent(mark);
      return store.mark().equals(mark);
    });
  }
}
