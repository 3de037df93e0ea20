package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.experiments.ArtifactLocations.Location;
import dev.hallmark.server.tracking.experiments.ExperimentStore.NewExperiment;

/** Assigns ids and artifact locations to experiments, so that no two locations overlap. */
final class ExperimentNumbers {
  private static final long DEFAULT = 0;
  private static final String DEFAULT_NAME = "Default";

  private final ArtifactLocations locations;

  ExperimentNumbers(ArtifactLocations locations) {
    this.locations = locations;
  }

  record Placed(long number, Location location) {
    NewExperiment row(String workspace, String name, long now) {
      return new NewExperiment(number, workspace, name, location.uri(), location.key(), now);
    }
  }

  /** Whether {@link #open} has nothing to write. */
  boolean isOpen(ExperimentStore store, long highestFolder) {
    return highestFolder <= store.lastNumber()
        && store.find(Caller.DEFAULT_WORKSPACE, DEFAULT).isPresent();
  }

  void open(ExperimentStore store, long highestFolder, long now) {
    long last = store.lockNumbers();
    if (highestFolder > last) {
      store.setLastNumber(highestFolder);
    }
    if (store.find(Caller.DEFAULT_WORKSPACE, DEFAULT).isEmpty()) {
      Placed placed = new Placed(DEFAULT, locations.ofNumber(Caller.DEFAULT_WORKSPACE, DEFAULT));
      store.add(placed.row(Caller.DEFAULT_WORKSPACE, DEFAULT_NAME, now));
    }
  }

  /**
   * Assigns the next number. Skips a number whose folder overlaps the location of another experiment; rejects such a location if the client
   * chose it.
   *
   * @param chosen a URI; empty for the folder with the number as its name
   */
  Placed next(ExperimentStore store, String workspace, String chosen) {
    long number = store.lockNumbers() + 1;
    Location location = chosen.isEmpty()
        ? locations.ofNumber(workspace, number)
        : locations.given(workspace, chosen);
    while (overlaps(store, location)) {
      if (!chosen.isEmpty()) {
        throw RegistryException.invalid(
            Subject.EXPERIMENT, Reason.DUPLICATE, "artifact_location", chosen);
      }
      number++;
      location = locations.ofNumber(workspace, number);
    }
    store.setLastNumber(number);
    return new Placed(number, location);
  }

  private static boolean overlaps(ExperimentStore store, Location location) {
    String key = location.key();
    return store.overlapping(location.keys(), key + "/", key + "0").isPresent();
  }
}
