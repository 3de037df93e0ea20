package dev.hallmark.compat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process and its descendants: proportional set size, so that pages they share count once. */
final class Memory {
  private static final long SETTLE_MILLIS = 5_000;

  private Memory() {}

  /** Waits until what a start leaves behind has settled. */
  static long whenIdle(long pid) throws InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    return now(pid);
  }

  static long now(long pid) {
    return Processes.of(pid).mapToLong(ProcessHandle::pid).map(Memory::ofOne).sum();
  }

  private static long ofOne(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the memory of process " + pid, e);
    }
  }
}
