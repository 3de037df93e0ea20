package dev.hallmark.server.events;

/** Deletion, restoration and removal of experiments, runs and logged models. Logging to runs publishes no events. */
public sealed interface TrackingEvent extends RegistryEvent {
  record ExperimentDeleted(Change change) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.EXPERIMENT_DELETED;
    }
  }

  record ExperimentRestored(Change change) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.EXPERIMENT_RESTORED;
    }
  }

  record RunDeleted(Change change) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.RUN_DELETED;
    }
  }

  record RunRestored(Change change) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.RUN_RESTORED;
    }
  }

  record LoggedModelDeleted(Change change) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.LOGGED_MODEL_DELETED;
    }
  }

  /** A deleted experiment was removed from the database. */
  record ExperimentRemoved(Change change, String artifactLocation) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.EXPERIMENT_REMOVED;
    }
  }

  /**
   * A deleted run was removed from the database.
   *
   * @param bytes the size of its files, which are deleted with it; 0 for files outside the artifact store, which are not
   */
  record RunRemoved(Change change, String artifactUri, long bytes) implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.RUN_REMOVED;
    }
  }

  /** As {@link RunRemoved}, of a logged model. */
  record LoggedModelRemoved(Change change, String artifactUri, long bytes)
      implements TrackingEvent {
    @Override
    public Operation operation() {
      return Operation.LOGGED_MODEL_REMOVED;
    }
  }
}
