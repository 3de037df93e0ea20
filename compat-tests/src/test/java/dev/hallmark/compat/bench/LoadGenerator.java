package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.Clients;
import dev.hallmark.compat.wire.Mlflow;
import dev.hallmark.compat.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a workload's requests over its connections, each the next one as soon as the last is answered. */
final class LoadGenerator {
  private LoadGenerator() {}

  /** Calls that end during the warm-up are not counted. */
  static Measurement run(ServerUnderLoad server, Workload workload, Duration warmUp, Duration span)
      throws IOException, InterruptedException {
    int port = server.port();
    Workload.Requests requests;
    try (Mlflow mlflow = new Mlflow(port)) {
      requests = workload.preparation().prepare(mlflow);
    }
    AtomicLong errors = new AtomicLong();
    long from = System.nanoTime() + warmUp.toNanos();
    long until = from + span.toNanos();
    Clients.Crowd<long[]> crowd = Clients.start(
        port,
        workload.connections(),
        (unused, number) -> new Client(port, requests, number, errors).run(from, until));
    Duration before = cpuAt(from, server);
    Duration cpu = cpuAt(until, server).minus(before);
    return Measurement.of(crowd.join(), span, cpu, errors.get());
  }

  private static Duration cpuAt(long nanoTime, ServerUnderLoad server) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    return Processes.cpu(server.pid());
  }

  private static final class Client {
    private final int port;
    private final Workload.Requests requests;
    private final int number;
    private final AtomicLong errors;
    private long[] times = new long[4096];
    private int count;
    private boolean counted;

    Client(int port, Workload.Requests requests, int number, AtomicLong errors) {
      this.port = port;
      this.requests = requests;
      this.number = number;
      this.errors = errors;
    }

    /** Counts a call that ends in the time, and the first one after the warm-up however long it takes. */
    long[] run(long from, long until) throws IOException {
      Wire wire = new Wire(port);
      try {
        for (int n = 0; System.nanoTime() < until || !counted; n++) {
          byte[] request = requests.request(number, n);
          long begun = System.nanoTime();
          boolean ok;
          try {
            ok = wire.send(request).ok();
          } catch (IOException broken) {
            ok = false;
            wire.close();
            wire = new Wire(port);
          }
          long ended = System.nanoTime();
          if (ended >= from && (ended < until || !counted)) {
            count(ok, ended - begun);
          }
        }
      } finally {
        wire.close();
      }
      return Arrays.copyOf(times, count);
    }

    private void count(boolean ok, long nanos) {
      counted = true;
      if (!ok) {
        errors.incrementAndGet();
        return;
      }
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = nanos;
    }
  }
}
