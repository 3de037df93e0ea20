package dev.hallmark.server.api;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.util.concurrent.Semaphore;

/**
 * The part of the heap that requests and their responses may hold together: a third of what the JVM may use. Whoever keeps
 * something whose size a client decides takes a {@link Lease} first. So a small heap refuses what a large one has room for,
 * and neither runs out.
 */
public final class HeapBudget {
  private static final int SHARE = 3;
  private static final int STEP = 64 * 1024;
  private static final String LEASE = "hallmark.heap-lease";
  private static final HeapBudget OF_THIS_PROCESS =
      new HeapBudget(Runtime.getRuntime().maxMemory() / SHARE);

  private final int steps;
  private final Semaphore free;

  /** @param bytes that all leases may hold at once */
  HeapBudget(long bytes) {
    this.steps = (int) Math.min(Integer.MAX_VALUE, bytes / STEP);
    this.free = new Semaphore(steps);
  }

  static HeapBudget ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** The lease of this request; given back when the request is over, whatever became of it. */
  public static Lease lease(Context ctx) {
    Lease held = ctx.attribute(LEASE);
    if (held == null) {
      held = OF_THIS_PROCESS.lease();
      ctx.attribute(LEASE, held);
    }
    return held;
  }

  static void release(Context ctx) {
    Lease held = ctx.attribute(LEASE);
    if (held != null) {
      held.close();
    }
  }

  /** What a single request may hold, in bytes. */
  static long most() {
    return OF_THIS_PROCESS.bytes();
  }

  /** Bytes that no lease holds now. */
  static long unused() {
    return OF_THIS_PROCESS.free.availablePermits() * (long) STEP;
  }

  long bytes() {
    return steps * (long) STEP;
  }

  Lease lease() {
    return new Lease();
  }

  /** What one request holds; for one thread at a time. Less than 64 KiB is not counted. */
  public final class Lease implements AutoCloseable {
    private long bytes;
    private int held;

    private Lease() {}

    /**
     * Takes so much more. Throws TOO_LARGE where this request alone would hold more than there is, OVERLOADED where the
     * others leave too little.
     */
    public void take(long more) {
      bytes += more;
      int missing = (int) Math.min(Integer.MAX_VALUE, bytes / STEP) - held;
      if (missing > 0) {
        acquire(missing);
      }
    }

    private void acquire(int missing) {
      if (missing > steps - held) {
        throw RegistryException.of(
            ErrorKind.TOO_LARGE, Subject.REQUEST, Reason.OUT_OF_RANGE, "body", bytes, bytes());
      }
      if (!free.tryAcquire(missing)) {
        throw RegistryException.of(
            ErrorKind.OVERLOADED, Subject.REQUEST, Reason.TOO_LONG, "body", "");
      }
      held += missing;
    }

    /** Gives back so much of what was taken. */
    public void give(long less) {
      bytes -= less;
      int surplus = held - (int) (bytes / STEP);
      if (surplus > 0) {
        held -= surplus;
        free.release(surplus);
      }
    }

    @Override
    public void close() {
      give(bytes);
    }
  }
}
