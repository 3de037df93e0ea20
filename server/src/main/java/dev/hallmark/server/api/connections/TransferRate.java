package dev.hallmark.server.api.connections;

/**
 * The rate at which a client sends or reads one request, measured once a second. Only seconds in which the server waits for the client
 * count.
 */
final class TransferRate {
  /**
   * The minimum rate, in bytes per second of waiting. A modem reaches four times as much, so only many parallel uploads over a very slow
   * connection fall below it.
   */
  static final int LEAST_RATE = 1024;

  /** In seconds. */
  private static final int MOST_CREDIT = 270;

  private int request;
  private boolean served;
  private int credit;
  private int waited;
  private int refusedFor;
  private long movedBefore;
  private long movedAtLook;

  /**
   * @param request the number of the request on its connection
   * @param served whether its headers have arrived
   * @param moved total bytes transferred on the connection
   */
  void look(int request, boolean served, boolean waiting, long moved, boolean refused) {
    if (request != this.request || served != this.served) {
      this.request = request;
      this.served = served;
      refusedFor = 0;
      credit = creditFor(moved - movedAtLook);
      movedAtLook = moved;
      restart(moved);
      return; // bytes from before the first measurement are too uncertain to count
    }
    movedAtLook = moved;
    waited += waiting ? 1 : 0;
    refusedFor += refused && waiting ? 1 : 0;
  }

  private static int creditFor(long bytes) {
    return (int) Math.min(MOST_CREDIT, bytes / LEAST_RATE);
  }

  private void restart(long moved) {
    waited = 0;
    movedBefore = moved;
  }

  /**
   * Whether the server has waited for the client for the whole timeout since the client last reached the minimum rate.
   *
   * @param timeoutSeconds of waiting, not of elapsed time
   */
  boolean isTooSlow(int timeoutSeconds, long moved) {
    if (refusedFor >= timeoutSeconds) {
      return true;
    }
    if (moved - movedBefore >= (long) timeoutSeconds * LEAST_RATE) {
      credit = creditFor(moved - movedBefore);
      restart(moved);
    }
    return waited >= timeoutSeconds;
  }

  /**
   * As {@link #isTooSlow}, for a client that reads. Sent bytes may still be in the send buffer of the operating system, which can have
   * several megabytes, so the client gets the time to read them, up to a limit.
   */
  boolean readsTooSlowly(int timeoutSeconds, long moved) {
    return isTooSlow(timeoutSeconds, moved) && waited >= timeoutSeconds + credit;
  }
}
