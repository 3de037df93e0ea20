package dev.hallmark.server.jobs;

/** The right to process a job that takes longer than a second. The runner extends it while the handler works. */
public interface JobLease {
  /** For work that cannot lose its lease. */
  JobLease ENDLESS = () -> {};

  /**
   * Must be called at least every few seconds. Throws {@link LeaseEndedException} if the server stops or another runner has taken the job;
   * the work must then end at once.
   */
  void require();
}
