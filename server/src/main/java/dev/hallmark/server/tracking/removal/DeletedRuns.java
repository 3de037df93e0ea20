package dev.hallmark.server.tracking.removal;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.RemovableFolders;
import dev.hallmark.server.artifacts.gc.Sweep;
import dev.hallmark.server.artifacts.gc.UnsealedVersions;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.SealedVersion;
import dev.hallmark.server.events.TrackingEvent.RunRemoved;
import dev.hallmark.server.storage.Tx;
import java.time.Clock;
import java.util.Optional;

/** Deleted runs. */
final class DeletedRuns extends DeletedObjects<RunRemovalStore> {
  private final UnsealedVersions versions;

  DeletedRuns(ServiceContext context, RemovableFolders folders, UnsealedVersions versions) {
    super(GarbageKind.RUN, RunRemovalStore.class, context, folders);
    this.versions = versions;
  }

  @Override
  Optional<SealedVersion> userOf(Removable object) {
    return versions.ofRun(object.uuid());
  }

  @Override
  Change change(Removable object, Sweep sweep, Clock at) {
    return object.change(sweep.origin(), ObjectRef.Kind.RUN, at);
  }

  @Override
  void publish(Tx tx, Change change, Removable object, long bytes) {
    tx.publish(new RunRemoved(change, object.artifactUri(), bytes));
  }
}
