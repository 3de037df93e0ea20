package dev.hallmark.server.registry.records;

import dev.hallmark.server.artifacts.records.VersionRecords;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.storage.Tx;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Adds the jobs that keep version records up to date. A job is added in the transaction of a change. It runs within a second on an idle
 * server, later on a busy one.
 */
public final class RecordJobs {
  private final Jobs jobs;

  public RecordJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  /** A version was created or deleted. */
  public void versionChanged(Tx tx, LockedModel model, int number) {
    String key = new VersionId(model.id(), number).text();
    jobs.add(tx, VersionRecordJob.KIND, key, model.revision());
  }

  /** A model was renamed or deleted, with all its versions. */
  public void modelChanged(Tx tx, LockedModel model) {
    jobs.replace(tx, ModelRecordsJob.KIND, Long.toString(model.id()), model.revision());
  }

  public static List<JobHandler> handlers(Jdbi jdbi, VersionRecords records) {
    RecordSync sync = new RecordSync(jdbi, records);
    return List.of(new VersionRecordJob(sync), new ModelRecordsJob(sync), new AllRecordsJob(sync));
  }
}
