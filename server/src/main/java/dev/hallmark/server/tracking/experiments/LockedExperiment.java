package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.tracking.Revision;

/**
 * An experiment whose row the current transaction has locked, so that no other transaction can delete it.
 *
 * @param lifecycleRevision the revision of its last deletion or restoration
 */
public record LockedExperiment(
    ExperimentId id,
    String workspace,
    String name,
    String artifactLocation,
    boolean active,
    long lifecycleRevision,
    Revision revision) {

  /** The URI of a folder in the artifact location. */
  public String folder(String path) {
    return (artifactLocation.endsWith("/") ? artifactLocation : artifactLocation + "/") + path;
  }

  LockedExperiment requireActive() {
    if (!active) {
      throw RegistryException.invalid(Subject.EXPERIMENT, Reason.DELETED, "experiment_id", id);
    }
    return this;
  }

  Resource resource() {
    return Resource.experiment(id.value());
  }

  ObjectRef ref() {
    return new ObjectRef(ObjectRef.Kind.EXPERIMENT, workspace, id.value(), name);
  }
}
