package dev.hallmark.server.auth;

import dev.hallmark.server.storage.Writes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps all servers of a database on one secret key: the first stores a value that only this key gives. A server with
 * another key could read nothing that was encrypted, and would encrypt what the others cannot read.
 */
public final class SecretKeyCheck {
  private static final byte[] MESSAGE = "one key".getBytes(StandardCharsets.UTF_8);

  private final Jdbi jdbi;
  private final Writes writes;

  public SecretKeyCheck(Jdbi jdbi, Writes writes) {
    this.jdbi = jdbi;
    this.writes = writes;
  }

  /** Whether the key is the one of the database. A database without one takes it; one with a key is only read. */
  public boolean fits(SecretKey key) {
    String checkValue =
        HexFormat.of().formatHex(Hkdf.hmac(key.derive("check of the secret key"), MESSAGE));
    return jdbi.withExtension(SecretKeyStore.class, SecretKeyStore::checkValue)
        .or(() -> stored(checkValue))
        .filter(checkValue::equals)
        .isPresent();
  }

  private Optional<String> stored(String checkValue) {
    return writes.call(tx -> {
      SecretKeyStore store = tx.attach(SecretKeyStore.class);
      store.addIfAbsent(checkValue);
      return store.checkValue();
    });
  }
}
