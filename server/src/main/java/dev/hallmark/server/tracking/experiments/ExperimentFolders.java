package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.artifacts.ArtifactOwners.Owner;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.experiments.ExperimentStore.Folder;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The artifact folders of experiments in this server's store. */
public final class ExperimentFolders {
  private final Jdbi jdbi;
  private final Clock clock;

  public ExperimentFolders(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** The experiment whose folder is or contains this path. */
  public Optional<Owner> find(AuthorizedCaller caller, ArtifactPath path) {
    return jdbi
        .withExtension(
            ExperimentStore.class,
            store -> store.folders(caller.workspace(), ArtifactLocations.withParents(path)))
        .stream()
        .filter(folder -> caller.may(Resource.experiment(folder.id())))
        .max(Comparator.comparingInt(folder -> folder.path().length()))
        .map(folder -> owner(caller, folder));
  }

  private static Owner owner(AuthorizedCaller caller, Folder folder) {
    ObjectRef ref =
        new ObjectRef(ObjectRef.Kind.EXPERIMENT, caller.workspace(), folder.id(), folder.name());
    return new Owner(
        ref, Resource.experiment(folder.id()), ArtifactPath.of(folder.path()), folder.active());
  }

  /** Locks the experiment and increases its revision. */
  public Change touch(Tx tx, AuthorizedCaller caller, ObjectRef experiment) {
    ExperimentStore store = tx.attach(ExperimentStore.class);
    LockedExperiment locked = store
        .lock(caller.workspace(), experiment.id())
        .orElseThrow(
            () -> RegistryException.notFound(Subject.EXPERIMENT, "experiment_id", experiment.id()));
    Revision next = locked.revision().next(clock);
    store.revise(experiment.id(), next.number(), next.at());
    return new Change(caller.origin(), locked.ref(), next.number(), next.at());
  }
}
