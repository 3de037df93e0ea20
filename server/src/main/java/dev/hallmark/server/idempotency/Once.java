package dev.hallmark.server.idempotency;

import dev.hallmark.server.auth.Resource;
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

    @Override
    public void about(Resource resource) {}
  };

  /** Makes the change in this transaction. Throws, so that the transaction ends, when the change was made before. */
  <T> T in(Tx tx, Function<Tx, T> change);

  /** To be called inside the transaction: the response is repeated only to a caller who may read this. */
  void about(Resource resource);

  /** The change as work for a transaction. */
  default <T> Function<Tx, T> of(Function<Tx, T> change) {
    return tx -> in(tx, change);
  }
}
