package dev.hallmark.server.memory;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The part of the heap that requests and their responses may hold together: a third of what the JVM may use. Whoever keeps
 * something whose size a client decides takes a {@link Lease} first. So a small heap refuses what a large one can hold, and
 * neither runs out.
 */
public final class HeapBudget {
  private static final int SHARE = 3;
  private static final int STEP = 64 * 1024;
  private static final int SMALL_SHARE = 16;
  private static final String FIELD = "request and response";

  /** What a row costs beside its text: objects, and the driver's own copy of its columns. */
  private static final int HEAP_PER_ROW = 256;

  /** The text, the driver's copy of it, and its part of the response. */
  private static final int HEAP_PER_CHARACTER = 3;

  private static final HeapBudget OF_THIS_PROCESS =
      new HeapBudget(Runtime.getRuntime().maxMemory() / SHARE);
  private static final ThreadLocal<Lease> REQUEST = new ThreadLocal<>();

  private final int steps;
  private final Semaphore free;

  /** @param bytes that all leases may hold at once */
  public HeapBudget(long bytes) {
    this.steps = (int) Math.min(Integer.MAX_VALUE, bytes / STEP);
    this.free = new Semaphore(steps);
  }

  public static HeapBudget ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** Begins a request, which this thread serves to its end. */
  public static void begin() {
    end();
    REQUEST.set(OF_THIS_PROCESS.lease());
  }

  /** Gives back what the request of this thread holds, whatever became of it. */
  public static void end() {
    Lease held = REQUEST.get();
    if (held != null) {
      held.close();
      REQUEST.remove();
    }
  }

  /** The lease of the request that this thread serves. */
  public static Lease ofRequest() {
    Lease held = REQUEST.get();
    if (held == null) {
      throw new IllegalStateException("this thread serves no request");
    }
    return held;
  }

  /**
   * Takes what a row costs that was read for a request, by its longest text, and returns the text. What background work reads
   * is not counted: it decides itself how much that is.
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

  /** Loads something, uses it, and gives back what loading it took, also when one of the two fails. */
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

  /** Loads a part of a longer list. Throws OVERLOADED as well when it takes more than a small share of all there is. */
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

  /** Whether a request was refused because it would take too much, by itself or beside the others. */
  public static boolean isExceeded(RegistryException refusal) {
    return refusal.kind() == ErrorKind.OVERLOADED
        || refusal.kind() == ErrorKind.TOO_LARGE && refusal.field().equals(FIELD);
  }

  /** What a single request may hold, in bytes. */
  public static long most() {
    return OF_THIS_PROCESS.bytes();
  }

  /** Bytes that no lease holds now. */
  public static long unused() {
    return OF_THIS_PROCESS.free.availablePermits() * (long) STEP;
  }

  public long bytes() {
    return steps * (long) STEP;
  }

  public Lease lease() {
    return new Lease();
  }

  /** What one request holds; for one thread at a time. Less than 64 KiB is not counted. */
  public final class Lease implements AutoCloseable {
    private long bytes;
    private int held;
    private long limit = Long.MAX_VALUE;

    private Lease() {}

    /**
     * Takes so much more. Throws TOO_LARGE where this request alone would hold more than there is, OVERLOADED where the
     * others leave too little.
     */
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
