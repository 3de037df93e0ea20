package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;
import java.time.Clock;

/** Puts the changes of one model in a row: each takes the model's lock first, and with it the next revision. */
public final class ModelLocks {
  private final Clock clock;

  public ModelLocks(Clock clock) {
    this.clock = clock;
  }

  /** Waits for the model's row and holds it until the transaction ends. Throws NOT_FOUND without such a model. */
  public LockedModel take(Tx tx, Caller caller, ModelName name) {
    ModelStore.LockedRow row = tx.attach(ModelStore.class)
        .lock(caller.workspace(), name.value())
        .orElseThrow(() -> unknown(name));
    return new LockedModel(
        row.id(),
        caller.workspace(),
        name.value(),
        row.prompt(),
        row.description(),
        row.lastVersion() + 1,
        row.revision() + 1,
        Math.max(now(), row.revisedAt()));
  }

  public long now() {
    return clock.millis();
  }

  public static RegistryException unknown(ModelName name) {
    return RegistryException.notFound(Subject.REGISTERED_MODEL, "name", name.value());
  }
}
