package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.IndexPrefix;
import dev.hallmark.server.storage.Writes;

/** Tags of experiments. */
public final class ExperimentTags {
  private static final int MAX_VIEWS = 50;

  private final Writes writes;
  private final Access access;

  public ExperimentTags(Writes writes, Access access) {
    this.writes = writes;
    this.access = access;
  }

  /** Sets a tag or replaces its value. */
  public void set(Caller caller, ExperimentId id, ExperimentTag tag) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    writes.run(tx -> {
      Experiments.lockActive(tx, authorized, id);
      put(tx.attach(ExperimentStore.class), id.value(), tag);
    });
  }

  /** Throws NOT_FOUND if the tag does not exist. */
  public void delete(Caller caller, ExperimentId id, String key) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    writes.run(tx -> {
      Experiments.lockActive(tx, authorized, id);
      if (tx.attach(ExperimentStore.class).removeTag(id.value(), key) == 0) {
        throw RegistryException.notFound(Subject.EXPERIMENT_TAG, "key", key, id);
      }
    });
  }

  /** The row of the experiment must be locked, or not yet visible to other transactions. */
  static void put(ExperimentStore store, long experiment, ExperimentTag tag) {
    String prefix = IndexPrefix.ofValue(tag.value());
    if (store.changeTag(experiment, tag.key(), tag.value(), prefix) == 0) {
      if (tag.isView() && store.countTags(experiment, ExperimentTag.VIEW_PREFIX) >= MAX_VIEWS) {
        throw RegistryException.invalid(
            Subject.EXPERIMENT_TAG, Reason.OUT_OF_RANGE, "key", tag.key(), MAX_VIEWS);
      }
      store.addTag(experiment, tag.key(), tag.value(), prefix);
    }
  }
}
