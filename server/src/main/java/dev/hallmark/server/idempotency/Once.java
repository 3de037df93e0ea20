package dev.hallmark.server.idempotency;

import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.storage.Tx;
import java.util.function.Function;

/** Executes the change of a request, either each time or only once per idempotency key. */
public interface Once {
  /** For requests without a key: executes the change each time. */
  Once EACH_TIME = new Once() {
    @Override
    public <T> T in(Tx tx, Function<Tx, T> change) {
      return change.apply(tx);
    }

    @Override
    public void about(Resource resource) {}
  };

  /** Executes the change in this transaction. Throws, which ends the transaction, if the change was executed before. */
  <T> T in(Tx tx, Function<Tx, T> change);

  /** Must be called inside the transaction. The stored response is returned only to callers who can read this resource. */
  void about(Resource resource);

  /** Wraps the change as a function of a transaction. */
  default <T> Function<Tx, T> of(Function<Tx, T> change) {
    return tx -> in(tx, change);
  }
}
