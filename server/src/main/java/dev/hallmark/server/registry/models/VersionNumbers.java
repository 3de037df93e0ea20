package dev.hallmark.server.registry.models;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;

/**
 * Assigns version numbers so that a model name and a number never refer to different contents than before: a new model continues the
 * numbers of earlier models with its name.
 */
public final class VersionNumbers {
  private final boolean restart;

  /** @param restart whether the numbers of each model start at 1, as in MLflow */
  public VersionNumbers(boolean restart) {
    this.restart = restart;
  }

  /** The model with its next version number. Only a model without versions needs to read the numbers of earlier models. */
  public LockedModel next(Tx tx, LockedModel model) {
    if (restart || model.nextVersion() > 1) {
      return model;
    }
    return model.withNextVersion(
        tx.attach(FormerNameStore.class).highest(model.workspace(), model.name()) + 1);
  }

  /** Records the numbers that the model used under its name. Must be called when the model is deleted or renamed. */
  public void leave(Tx tx, LockedModel model) {
    FormerNameStore names = tx.attach(FormerNameStore.class);
    int last = model.nextVersion() - 1;
    if (last > names.highest(model.workspace(), model.name())) {
      names.add(model.workspace(), model.name(), last, model.id());
    }
  }

  /**
   * Must be called after a rename, while the row with the new name is locked. Throws CONFLICT if another model already used the number of
   * one of its versions under the new name.
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
