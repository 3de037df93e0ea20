package dev.hallmark.server.registry.records;

import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import java.util.List;

/** Writes or removes the record of a version that was created or deleted. The job's key is its {@link VersionId}. */
final class VersionRecordJob implements JobHandler {
  static final String KIND = "version-record";

  private final RecordSync sync;

  VersionRecordJob(RecordSync sync) {
    this.sync = sync;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int batchSize() {
    return RecordSync.BATCH;
  }

  @Override
  public List<Job> work(List<Job> jobs) {
    sync.versions(
        jobs.stream().map(job -> VersionId.parse(job.key())).distinct().toList());
    return List.of();
  }
}
