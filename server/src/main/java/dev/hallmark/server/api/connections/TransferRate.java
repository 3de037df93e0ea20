package dev.hallmark.server.api.connections;

/** How fast a client sends or reads one request, measured once a second. Only seconds in which the server waited for it count. */
final class TransferRate {
  /**
   * Bytes for each second of waiting. A modem makes four times as much, so that it takes many uploads at once over the
   * slowest of lines to come below.
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
   * @param served whether its head has come
   * @param moved bytes that went through the connection so far
   */
  void look(int request, boolean served, boolean waiting, long moved, boolean refused) {
    if (request != this.request || served != this.served) {
      this.request = request;
      this.served = served;
      refusedFor = 0;
      credit = creditFor(moved - movedAtLook);
      movedAtLook = moved;
      restart(moved);
      return; // what moved before the first look is not known well enough to count against the rate
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
   * Whether the client was waited for through all the patience, since it had last moved as many bytes as that takes.
   *
   * @param patience in seconds
   */
  boolean isTooSlow(int patience, long moved) {
    if (refusedFor >= patience) {
      return true;
    }
    if (moved - movedBefore >= (long) patience * LEAST_RATE) {
      credit = creditFor(moved - movedBefore);
      restart(moved);
    }
    return waited >= patience;
  }

  /**
   * As {@link #isTooSlow}, of a client that reads. What has moved may be in the system's buffer for sending, of several
   * megabytes, and the client is given the time that it takes to read them, up to a limit.
   */
  boolean readsTooSlowly(int patience, long moved) {
    return isTooSlow(patience, moved) && waited >= patience + credit;
  }
}
