package dev.hallmark.server.registry.sealing;

import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.sealing.SourceSealing;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.models.ChangeGate;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.records.VersionId;
import dev.hallmark.server.storage.Tx;

/** Adds the jobs that seal new versions. */
public final class SealingJobs {
  private final Jobs jobs;

  public SealingJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  /** A version was created whose files are not sealed yet. */
  public void created(Tx tx, LockedModel model, int number) {
    String key = new VersionId(model.id(), number).text();
    jobs.add(tx, SealVersionJob.KIND, key, model.revision());
  }

  public static JobHandler handler(
      ServiceContext context, Jobs jobs, DirectRoots roots, ArtifactStore store, Seals seals) {
    PendingVersions versions = new PendingVersions(
        context, new ModelChanges(context, ChangeGate.OPEN), new RecordJobs(jobs), seals);
    return new SealVersionJob(roots, new SourceSealing(store, seals), versions, context.clock());
  }
}
