package dev.hallmark.compat.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** A server's process and those that descend from it. */
final class Processes {
  private Processes() {}

  static Stream<ProcessHandle> of(long pid) {
    ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants());
  }

  /** The processor time that they have used until now. */
  static Duration cpu(long pid) {
    return of(pid)
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
