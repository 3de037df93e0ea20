package dev.hallmark.server.idempotency;

import dev.hallmark.server.storage.Tx;
import java.util.function.Function;

/** How often a request may make its change, however often it is sent. */
public interface Once {
  /** As often as it is sent. */
  Once EACH_TIME = new Once() {
    @Override
    public <T> T in(Tx tx, Function<Tx, T> change) {
      return change.apply(tx);
    }
  };

  /** Makes the change in this transaction. Throws, so that the transaction ends, when the change was made before. */
  <T> T in(Tx tx, Function<Tx, T> change);

  /** The change as work for a transaction. */
  default <T> Function<Tx, T> of(Function<Tx, T> change) {
    return tx -> in(tx, change);
  }
}
