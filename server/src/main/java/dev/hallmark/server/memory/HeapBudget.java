package dev.hallmark.server.memory;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The share of the heap that all requests and responses together may use: a third of the maximum heap. Code that keeps data whose size a
 * client determines acquires a {@link Lease} first. A small heap then rejects requests that a large one accepts, and neither runs out of
 * memory.
 */
public final class HeapBudget {
  private static final int SHARE = 3;
  private static final int STEP = 64 * 1024;
  private static final int SMALL_SHARE = 16;
  private static final String FIELD = "request and response";

  /** The heap per row besides its text: objects and the JDBC driver's copy of the columns. */
  private static final int HEAP_PER_ROW = 256;

  /** The text, the JDBC driver's copy of it, and its part of the response. */
  private static final int HEAP_PER_CHARACTER = 3;

  private static final HeapBudget OF_THIS_PROCESS =
      new HeapBudget(Runtime.getRuntime().maxMemory() / SHARE);
  private static final ThreadLocal<Lease> REQUEST = new ThreadLocal<>();

  private final int steps;
  private final Semaphore free;

  /** @param bytes the total of all leases */
  public HeapBudget(long bytes) {
    this.steps = (int) Math.min(Integer.MAX_VALUE, bytes / STEP);
    this.free = new Semaphore(steps);
  }

  public static HeapBudget ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** Starts the lease of a request that this thread will process. */
  public static void begin() {
    end();
    REQUEST.set(OF_THIS_PROCESS.lease());
  }

  /** Releases the lease of this thread's request. */
  public static void end() {
    Lease held = REQUEST.get();
    if (held != null) {
      held.close();
      REQUEST.remove();
    }
  }

  /** The lease of the request that this thread processes. Throws if there is none. */
  public static Lease ofRequest() {
    Lease held = REQUEST.get();
    if (held == null) {
      throw new IllegalStateException("this thread serves no request");
    }
    return held;
  }

  /**
   * Adds the cost of a row to the lease of the request, estimated from its longest text, and returns the text. Background jobs have no
   * lease; they limit the size of their batches themselves.
   *
   * @param text may be null
   */
  public static String read(String text) {
    Lease held = REQUEST.get();
    if (held != null) {
      held.take(HEAP_PER_ROW + (text == null ? 0 : (long) HEAP_PER_CHARACTER * text.length()));
    }
    return text;
  }

  /** Loads a value, uses it, and then releases what the loading added to the lease, also after a failure. */
  public static <T, R> R lend(Supplier<T> load, Function<T, R> use) {
    Lease held = REQUEST.get();
    if (held == null) {
      return use.apply(load.get());
    }
    long before = held.bytes;
    T loaded;
    try {
      loaded = load.get();
    } catch (RuntimeException e) {
      held.give(held.bytes - before);
      throw e;
    }
    long taken = held.bytes - before;
    try {
      return use.apply(loaded);
    } finally {
      held.give(taken);
    }
  }

  /** Loads a part of a longer list. Also throws OVERLOADED if the part takes more than a small share of the budget. */
  public static <T> T small(Supplier<T> load) {
    Lease held = REQUEST.get();
    if (held == null) {
      return load.get();
    }
    held.limit = held.bytes + Math.max(STEP, most() / SMALL_SHARE);
    try {
      return load.get();
    } finally {
      held.limit = Long.MAX_VALUE;
    }
  }

  /** Whether a request was rejected because of this budget. */
  public static boolean isExceeded(RegistryException refusal) {
    return refusal.kind() == ErrorKind.OVERLOADED
        || refusal.kind() == ErrorKind.TOO_LARGE && refusal.field().equals(FIELD);
  }

  /** The maximum for a single request, in bytes. */
  public static long most() {
    return OF_THIS_PROCESS.bytes();
  }

  /** The unused part of the budget, in bytes. */
  public static long unused() {
    return OF_THIS_PROCESS.free.availablePermits() * (long) STEP;
  }

  public long bytes() {
    return steps * (long) STEP;
  }

  public Lease lease() {
    return new Lease();
  }

  /** The memory of one request. Not thread-safe. Amounts below 64 KiB are not counted. */
  public final class Lease implements AutoCloseable {
    private long bytes;
    private int held;
    private long limit = Long.MAX_VALUE;

    private Lease() {}

    /** Adds bytes. Throws TOO_LARGE if this request alone would exceed the budget, OVERLOADED if other requests leave too little. */
    public void take(long more) {
      bytes += more;
      if (bytes > limit) {
        throw overloaded();
      }
      int missing = (int) Math.min(Integer.MAX_VALUE, bytes / STEP) - held;
      if (missing > 0) {
        acquire(missing);
      }
    }

    private void acquire(int missing) {
      if (missing > steps - held) {
        throw RegistryException.of(
            ErrorKind.TOO_LARGE, Subject.REQUEST, Reason.OUT_OF_RANGE, FIELD, bytes, bytes());
      }
      if (!free.tryAcquire(missing)) {
        throw overloaded();
      }
      held += missing;
    }

    private RegistryException overloaded() {
      return RegistryException.of(
          ErrorKind.OVERLOADED, Subject.REQUEST, Reason.TOO_LONG, "body", "");
    }

    /** Releases bytes. */
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
