package dev.hallmark.server.registry.models;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;

/**
 * Gives version numbers so that a name and a number never mean other bytes than before, whatever models had the name: the
 * numbers of a name go on.
 */
public final class VersionNumbers {
  private final boolean restart;

  /** @param restart whether each model begins at 1 again, as in MLflow */
  public VersionNumbers(boolean restart) {
    this.restart = restart;
  }

  /** The model with the number for its next version. Only a model without any has to look at those before it. */
  public LockedModel next(Tx tx, LockedModel model) {
    if (restart || model.nextVersion() > 1) {
      return model;
    }
    return model.withNextVersion(
        tx.attach(FormerNameStore.class).highest(model.workspace(), model.name()) + 1);
  }

  /** To be called when the model is deleted or loses its name. Numbers that another one gave before are not its own. */
  public void leave(Tx tx, LockedModel model) {
    FormerNameStore names = tx.attach(FormerNameStore.class);
    int last = model.nextVersion() - 1;
    if (last > names.highest(model.workspace(), model.name())) {
      names.add(model.workspace(), model.name(), last, model.id());
    }
  }

  /**
   * To be called when the model has its new name, which nobody else can take or leave meanwhile. Throws CONFLICT when one
   * of its versions would be found under a number that was another's.
   */
  public void enter(Tx tx, LockedModel model, ModelName name) {
    if (restart) {
      return;
    }
    FormerNameStore names = tx.attach(FormerNameStore.class);
    int highest = names.highest(model.workspace(), name.value());
    if (highest == 0) {
      return;
    }
    names.taken(model.id(), model.workspace(), name.value()).ifPresent(version -> {
      throw RegistryException.conflict(
          Subject.REGISTERED_MODEL, Reason.PLAIN, "new_name", name.value(), model.name(), version);
    });
    if (model.nextVersion() > 1 && model.nextVersion() <= highest) {
      tx.attach(ModelStore.class).skipNumbers(model.id(), highest);
    }
  }
}
