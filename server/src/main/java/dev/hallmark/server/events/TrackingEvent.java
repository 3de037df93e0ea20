package dev.hallmark.server.events;

/** Deletion and restoration of experiments, runs and logged models. Logging to runs publishes no events. */
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
}
