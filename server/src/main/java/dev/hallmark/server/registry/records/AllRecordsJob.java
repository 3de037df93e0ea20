package dev.hallmark.server.registry.records;

import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import java.util.List;
import java.util.OptionalInt;

/**
 * Compares every version record with the database at each start of a server: records are not flushed to disk, so a power failure can lose
 * some, and a restored backup can be out of date. The cursor is the last processed {@link VersionId}.
 */
final class AllRecordsJob implements JobHandler {
  private static final String KIND = "all-version-records";

  private final RecordSync sync;

  AllRecordsJob(RecordSync sync) {
    this.sync = sync;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<Job> work(List<Job> jobs) {
    Job job = jobs.get(0);
    VersionId last = job.cursor().isEmpty() ? new VersionId(1, 0) : VersionId.parse(job.cursor());
    long highest = sync.highestModelId();
    for (int processed = 0; processed < RecordSync.BATCH; processed++) {
      if (last.modelId() > highest) {
        return List.of();
      }
      OptionalInt number = sync.model(last.modelId(), last.number());
      if (number.isPresent()) {
        return List.of(job.at(new VersionId(last.modelId(), number.getAsInt()).text()));
      }
      last = new VersionId(last.modelId() + 1, 0);
    }
    return List.of(job.at(last.text()));
  }
}
