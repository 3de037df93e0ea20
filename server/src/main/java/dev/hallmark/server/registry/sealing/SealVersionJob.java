package dev.hallmark.server.registry.sealing;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.sealing.SealingFailures;
import dev.hallmark.server.artifacts.sealing.SealingProgress;
import dev.hallmark.server.artifacts.sealing.SourceSealing;
import dev.hallmark.server.artifacts.sealing.UnsealableSourceException;
import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobLease;
import dev.hallmark.server.jobs.LeaseEndedException;
import dev.hallmark.server.jobs.LongJobHandler;
import dev.hallmark.server.registry.records.VersionId;
import dev.hallmark.server.registry.sealing.SealingStore.PendingVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the files of a version. The job's key is its {@link VersionId}. If the server stops, the job begins again: a seal becomes visible
 * only when it is complete, and equal files find an existing one.
 */
final class SealVersionJob implements LongJobHandler {
  static final String KIND = "seal-version";

  /** About a day, with the longest pause between two attempts. */
  private static final int MAX_ATTEMPTS = 150;

  private static final int AT_ONCE = 2;
  private static final long REPORT_MILLIS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(SealVersionJob.class);

  private final DirectRoots roots;
  private final SourceSealing sealing;
  private final PendingVersions versions;
  private final Clock clock;

  SealVersionJob(DirectRoots roots, SourceSealing sealing, PendingVersions versions, Clock clock) {
    this.roots = roots;
    this.sealing = sealing;
    this.versions = versions;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int threads() {
    return AT_ONCE;
  }

  @Override
  public List<Job> work(List<Job> jobs, JobLease lease) {
    Job job = jobs.get(0);
    VersionId version = VersionId.parse(job.key());
    Optional<PendingVersion> pending = versions.find(version);
    if (pending.isPresent()) {
      try {
        versions.ready(version, () -> sealed(version, pending.get(), lease));
      } catch (Cancelled e) {
        LOG.info("the version {} was deleted while it was sealed", job.key());
      } catch (UnsealableSourceException e) {
        LOG.warn(
            "the version {} of {} cannot be sealed: {}",
            version.number(),
            pending.get().name(),
            e.getMessage());
        versions.failed(version, e.getMessage());
      } catch (LeaseEndedException e) {
        throw e;
      } catch (RuntimeException e) {
        retry(version, job, e);
      }
    }
    return List.of();
  }

  private Seal sealed(VersionId version, PendingVersion pending, JobLease lease) {
    DirectFolder source = roots
        .find(pending.location())
        .orElseThrow(() -> UnsealableSourceException.notConfigured(pending.location()));
    return sealing.seal(source, new Report(version, lease));
  }

  /** Throws the exception again, so that the runner repeats the job after a pause. */
  private void retry(VersionId version, Job job, RuntimeException cause) {
    String reason = SealingFailures.temporary(cause);
    if (job.attempts() >= MAX_ATTEMPTS) {
      versions.failed(
          version, "the files could not be copied for a day: " + reason + "; register them again");
      return;
    }
    versions.isReported(
        version, "waiting: " + reason + ", attempt " + (job.attempts() + 1) + " failed");
    throw cause;
  }

  /** Shows the progress in the status of the version, and ends the work if the version or the lease is gone. */
  private final class Report implements SealingProgress {
    private final VersionId version;
    private final JobLease lease;
    private long next;

    private Report(VersionId version, JobLease lease) {
      this.version = version;
      this.lease = lease;
    }

    @Override
    public void copied(State state) {
      lease.require();
      long now = clock.millis();
      if (now >= next) {
        if (!versions.isReported(version, "sealing: " + state.text())) {
          throw new Cancelled();
        }
        next = now + REPORT_MILLIS;
      }
    }
  }

  private static final class Cancelled extends RuntimeException {
    Cancelled() {
      super("the version is not pending any more", null, false, false);
    }
  }
}
