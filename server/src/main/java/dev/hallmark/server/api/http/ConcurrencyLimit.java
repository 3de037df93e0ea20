package dev.hallmark.server.api.http;

import dev.hallmark.server.api.connections.ClientAddress;
import dev.hallmark.server.api.connections.ClientEndPoint;
import dev.hallmark.server.error.OutOfMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Limits how many requests have a thread at the same time. Other requests wait without a thread, and clients take turns. Jetty's
 * {@code ThreadLimitHandler} and {@code QoSHandler} each do one of these, but do not work in combination.
 */
final class ConcurrencyLimit extends Handler.Wrapper {
  /** A request that waits longer gets a 429, before its client times out. */
  private static final int MAX_WAIT_SECONDS = 30;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ClientAddress, Client> clients = new LinkedHashMap<>();
  private final int most;
  private int served;
  private int waiting;

  /** @param most number of requests that have a thread at the same time */
  ConcurrencyLimit(int most) {
    this.most = most;
  }

  private static final class Client {
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int served;
  }

  private record Turn(
      ClientAddress client, Request request, Response response, Callback callback) {}

  /** Health probes are exempt from the limit, so that they get a thread even if all others are busy. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (HealthProbes.is(request)) {
      return super.handle(request, response, callback);
    }
    Turn turn = new Turn(ClientEndPoint.of(request).address(), request, response, callback);
    if (beginOrWait(turn)) {
      serve(turn);
    }
    return true;
  }

  private boolean beginOrWait(Turn turn) {
    lock.lock();
    try {
      Client client = clients.computeIfAbsent(turn.client, address -> new Client());
      if (mayBegin(client)) {
        begin(client);
        return true;
      }
      client.waiting.add(turn);
      waiting++;
    } finally {
      lock.unlock();
    }
    Scheduler scheduler = turn.request.getComponents().getScheduler();
    scheduler.schedule(() -> expire(turn), MAX_WAIT_SECONDS, TimeUnit.SECONDS);
    return false;
  }

  /**
   * A client can have at most as many threads as are free: one client alone gets half of all, two get a third each. New clients therefore
   * find free threads, however slow the others are.
   */
  private boolean mayBegin(Client client) {
    return client.served < most - served;
  }

  private void begin(Client client) {
    served++;
    client.served++;
  }

  private void serve(Turn turn) {
    try {
      if (!super.handle(turn.request, turn.response, turn.callback)) {
        Response.writeError(turn.request, turn.response, turn.callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable e) { // like Jetty when it calls a handler
      OutOfMemory.endIfIn(e);
      Response.writeError(turn.request, turn.response, turn.callback, e);
    } finally {
      end(turn.client);
    }
  }

  private void end(ClientAddress address) {
    List<Turn> next = new ArrayList<>();
    lock.lock();
    try {
      Client client = clients.get(address);
      served--;
      client.served--;
      if (client.served == 0 && client.waiting.isEmpty()) {
        clients.remove(address);
      }
      for (Turn each = next(); each != null; each = next()) {
        next.add(each);
      }
    } finally {
      lock.unlock();
    }
    next.forEach(each -> each.request.getContext().execute(() -> serve(each)));
  }

  /** Null if no waiting request may start. */
  private Turn next() {
    Iterator<Map.Entry<ClientAddress, Client>> each = clients.entrySet().iterator();
    while (waiting > 0 && each.hasNext()) {
      Map.Entry<ClientAddress, Client> entry = each.next();
      Client client = entry.getValue();
      if (!client.waiting.isEmpty() && mayBegin(client)) {
        each.remove(); // moves the client to the end of the round-robin order
        clients.put(entry.getKey(), client);
        waiting--;
        begin(client);
        return client.waiting.remove();
      }
    }
    return null;
  }

  private void expire(Turn turn) {
    boolean waited;
    lock.lock();
    try {
      Client client = clients.get(turn.client);
      waited = client != null && client.waiting.removeIf(each -> each == turn);
      waiting -= waited ? 1 : 0;
    } finally {
      lock.unlock();
    }
    if (waited) {
      Response.writeError(
          turn.request, turn.response, turn.callback, HttpStatus.TOO_MANY_REQUESTS_429);
    }
  }
}
