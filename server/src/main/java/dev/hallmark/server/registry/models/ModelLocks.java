package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;
import java.time.Clock;
import java.util.Optional;

/** Puts the changes of one model in a row: each takes the model's lock first, and with it the next revision. */
public final class ModelLocks {
  private final Clock clock;

  public ModelLocks(Clock clock) {
    this.clock = clock;
  }

  /** Waits for the model's row and holds it until the transaction ends. Throws NOT_FOUND without such a model. */
  public LockedModel take(Tx tx, Caller caller, ModelName name) {
    return find(tx, caller, name).orElseThrow(() -> unknown(name));
  }

  /** The same for a change of this version, which is what is not found without such a model. */
  public LockedModel take(Tx tx, Caller caller, ModelName name, int version) {
    return find(tx, caller, name).orElseThrow(() -> unknown(name, version));
  }

  private Optional<LockedModel> find(Tx tx, Caller caller, ModelName name) {
    return tx.attach(ModelStore.class)
        .lock(caller.workspace(), name.value())
        .map(row -> new LockedModel(
            row.id(),
            caller.workspace(),
            name.value(),
            row.prompt(),
            row.description(),
            row.lastVersion() + 1,
            row.revision() + 1,
            Math.max(now(), row.revisedAt())));
  }

  public long now() {
    return clock.millis();
  }

  public static RegistryException unknown(ModelName name) {
    return RegistryException.notFound(Subject.REGISTERED_MODEL, "name", name.value());
  }

  private static RegistryException unknown(ModelName name, int version) {
    return RegistryException.notFound(Subject.MODEL_VERSION, "version", version, name.value());
  }
}
