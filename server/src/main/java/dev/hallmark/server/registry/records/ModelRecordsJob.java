package dev.hallmark.server.registry.records;

import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import java.util.List;
import java.util.OptionalInt;

/**
 * Updates the records of all versions of a model that was renamed or deleted. The job's key is the internal id of the model, its cursor the
 * last processed version number.
 */
final class ModelRecordsJob implements JobHandler {
  static final String KIND = "model-records";

  private final RecordSync sync;

  ModelRecordsJob(RecordSync sync) {
    this.sync = sync;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Job> work(List<Job> jobs) {
    Job job = jobs.get(0);
    int after = job.cursor().isEmpty() ? 0 : Integer.parseInt(job.cursor());
    OptionalInt last = sync.model(Long.parseLong(job.key()), after);
    return last.isPresent() ? List.of(job.at(Integer.toString(last.getAsInt()))) : List.of();
  }
}
