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
 * Lets so many requests have a thread at once; the others wait without one, and clients take turns.
 * Jetty's {@code ThreadLimitHandler} and {@code QoSHandler} do one of the two each, but undo each other's limit when joined.
 */
final class ConcurrencyLimit extends Handler.Wrapper {
  /** After so long a request that still waits is refused, before its client gives up. */
  private static final int PATIENCE_SECONDS = 30;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ClientAddress, Client> clients = new LinkedHashMap<>();
  private final int most;
  private int served;
  private int waiting;

  /** @param most requests that have a thread at once */
  ConcurrencyLimit(int most) {
    this.most = most;
  }

  private static final class Client {
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int served;
  }

  private record Turn(
      ClientAddress client, Request request, Response response, Callback callback) {}

  /** Health probes pass, so that some threads are left for them whatever the others do. */
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
    scheduler.schedule(() -> expire(turn), PATIENCE_SECONDS, TimeUnit.SECONDS);
    return false;
  }

  /**
   * No client may have more than what is left for the others: one alone has half of all, two have a third each. So those who
   * come find some free, however slow the others are.
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
    } catch (Throwable e) { // as Jetty does where it calls a handler
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

  /** Null when nobody waits who may begin. */
  private Turn next() {
    Iterator<Map.Entry<ClientAddress, Client>> each = clients.entrySet().iterator();
    while (waiting > 0 && each.hasNext()) {
      Map.Entry<ClientAddress, Client> entry = each.next();
      Client client = entry.getValue();
      if (!client.waiting.isEmpty() && mayBegin(client)) {
        each.remove(); // and to the end: the others come first next time
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
