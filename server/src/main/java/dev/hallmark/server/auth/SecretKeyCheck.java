package dev.hallmark.server.auth;

import dev.hallmark.server.storage.Writes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Ensures that all servers of a database use the same secret key. The first server stores a check value that is derived from its key. A
 * server with another key could not decrypt stored values, and would store values that the other servers cannot decrypt.
 */
public final class SecretKeyCheck {
  private static final byte[] MESSAGE = "one key".getBytes(StandardCharsets.UTF_8);

  private final Jdbi jdbi;
  private final Writes writes;

  public SecretKeyCheck(Jdbi jdbi, Writes writes) {
    this.jdbi = jdbi;
    this.writes = writes;
  }

  /** Whether the key matches the check value in the database. Stores the check value if there is none. */
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
