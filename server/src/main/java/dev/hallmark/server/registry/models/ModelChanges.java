package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Serializes the changes of a model: each change is a transaction that first locks the row of the model, assigns the next revision, and
 * checks the permission for the model.
 */
public final class ModelChanges {
  private final Writes writes;
  private final Clock clock;
  private final ChangeGate gate;

  public ModelChanges(ServiceContext context, ChangeGate gate) {
    this.writes = context.writes();
    this.clock = context.clock();
    this.gate = gate;
  }

  /** Calls the {@link ChangeGate}. Must be called before anything is written. */
  public void check(Tx tx, AuthorizedCaller caller, LockedModel model, ChangeGate.Intent intent) {
    gate.check(tx, caller, model, intent);
  }

  /** The key of the in-process lock: changes with equal keys wait for each other. */
  private record Key(String workspace, String name) {}

  /** Throws NOT_FOUND if the model does not exist. */
  public <T> T call(AuthorizedCaller caller, ModelName name, BiFunction<Tx, LockedModel, T> work) {
    return call(caller, Once.EACH_TIME, name, work);
  }

  /** As above, for a change that may have been executed before. */
  public <T> T call(
      AuthorizedCaller caller, Once once, ModelName name, BiFunction<Tx, LockedModel, T> work) {
    return call(caller, once, name, () -> unknown(name), work);
  }

  /** As above, for a change of a version. If the model does not exist, the error names the version. */
  public <T> T call(
      AuthorizedCaller caller, ModelName name, int version, BiFunction<Tx, LockedModel, T> work) {
    return call(caller, Once.EACH_TIME, name, () -> unknown(name, version), work);
  }

  public void run(AuthorizedCaller caller, ModelName name, BiConsumer<Tx, LockedModel> work) {
    run(caller, Once.EACH_TIME, name, work);
  }

  public void run(
      AuthorizedCaller caller, Once once, ModelName name, BiConsumer<Tx, LockedModel> work) {
    call(caller, once, name, asFunction(work));
  }

  public void run(
      AuthorizedCaller caller, ModelName name, int version, BiConsumer<Tx, LockedModel> work) {
    run(caller, Once.EACH_TIME, name, version, work);
  }

  public void run(
      AuthorizedCaller caller,
      Once once,
      ModelName name,
      int version,
      BiConsumer<Tx, LockedModel> work) {
    call(caller, once, name, () -> unknown(name, version), asFunction(work));
  }

  private static BiFunction<Tx, LockedModel, Boolean> asFunction(BiConsumer<Tx, LockedModel> work) {
    return (tx, model) -> {
      work.accept(tx, model);
      return Boolean.TRUE;
    };
  }

  private <T> T call(
      AuthorizedCaller caller,
      Once once,
      ModelName name,
      Supplier<RegistryException> absent,
      BiFunction<Tx, LockedModel, T> work) {
    return writes.callLocked(new Key(caller.workspace(), name.value()), once.of(tx -> {
      LockedModel model = lock(tx, caller, name, absent);
      once.about(model.resource());
      return work.apply(tx, model);
    }));
  }

  private LockedModel lock(
      Tx tx, AuthorizedCaller caller, ModelName name, Supplier<RegistryException> absent) {
    LockedModel model = lock(tx, caller.workspace(), name.value()).orElseThrow(absent);
    caller.require(model.resource(), absent);
    return model;
  }

  private Optional<LockedModel> lock(Tx tx, String workspace, String name) {
    return tx.attach(ModelStore.class)
        .lock(workspace, name)
        .map(row -> new LockedModel(
            row.id(),
            workspace,
            name,
            row.prompt(),
            row.description(),
            row.lastVersion() + 1,
            row.revision() + 1,
            Math.max(clock.millis(), row.revisedAt())));
  }

  /** A change by the server itself, which needs no permission. Returns false if there is no such model, or if the work does. */
  public boolean isDoneByServer(String workspace, String name, BiPredicate<Tx, LockedModel> work) {
    return writes.callLocked(
        new Key(workspace, name),
        tx -> lock(tx, workspace, name).filter(model -> work.test(tx, model)).isPresent());
  }

  public static RegistryException unknown(ModelName name) {
    return RegistryException.notFound(Subject.REGISTERED_MODEL, "name", name.value());
  }

  private static RegistryException unknown(ModelName name, int version) {
    return RegistryException.notFound(Subject.MODEL_VERSION, "version", version, name.value());
  }
}
