package dev.hallmark.compat.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one load came to.
 *
 * @param perSecond answers that were a 200
 * @param p50Millis of those answers, as {@code p99Millis}
 * @param cpuMillis the server's processor time for each of those answers: the number that other work on the machine changes least
 * @param errors other answers, and connections that broke
 */
record Measurement(
    double perSecond, double p50Millis, double p99Millis, double cpuMillis, long errors) {

  /**
   * @param clients of each client the nanoseconds of its calls
   * @param span how long they were counted, and {@code cpu} what the server used meanwhile
   */
  static Measurement of(List<long[]> clients, Duration span, Duration cpu, long errors) {
    long[] all = clients.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Measurement(
        all.length / (span.toNanos() / 1e9),
        percentile(all, 50),
        percentile(all, 99),
        cpu.toNanos() / 1e6 / all.length,
        errors);
  }

  private static double percentile(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1e6;
  }

  @Override
  public String toString() {
    if (perSecond == 0) {
      return "no answer in the time, " + errors + " errors";
    }
    return String.format(
        Locale.ROOT,
        "%.0f/s, p50 %.2f ms, p99 %.2f ms, CPU %.2f ms, %d errors",
        perSecond,
        p50Millis,
        p99Millis,
        cpuMillis,
        errors);
  }
}
