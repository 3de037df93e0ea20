package dev.hallmark.server.api.connections;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends requests whose client sends or reads more slowly than {@link TransferRate#LEAST_RATE}. Jetty's idle timeout can be avoided by
 * sending a byte now and then, and its minimum data rates either are checked only when a byte arrives or count the bytes of all requests
 * together. Here one thread checks all connections once a second, which adds no cost to requests.
 */
public final class SlowClients extends AbstractLifeCycle {
  /** A normal connection can be silent for this long when it loses packets. */
  static final int TIMEOUT_SECONDS = 30;

  /** The timeout while the server waits for too many requests of one client, or of all clients. */
  static final int SHORT_TIMEOUT_SECONDS = 5;

  private final ServerConnector connector;
  private final int manyOfOne;
  private final int many;
  private volatile Scheduler.Task next;

  public SlowClients(ServerConnector connector, int manyOfOne, int many) {
    this.connector = connector;
    this.manyOfOne = manyOfOne;
    this.many = many;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    next = connector.getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
  }

  @Override
  protected void doStop() {
    next.cancel();
  }

  private void look() {
    try {
      List<ClientEndPoint> clients = connector.getConnectedEndPoints().stream()
          .map(ClientEndPoint.class::cast)
          .toList();
      Map<ClientAddress, Integer> waiting = new HashMap<>();
      clients.stream()
          .filter(ClientEndPoint::look)
          .forEach(each -> waiting.merge(each.address(), 1, Integer::sum));
      int all = waiting.values().stream().mapToInt(Integer::intValue).sum();
      for (ClientEndPoint each : clients) {
        if (all > many || waiting.getOrDefault(each.address(), 0) > manyOfOne) {
          each.expireIfSlow(SHORT_TIMEOUT_SECONDS, false);
        } else {
          each.expireIfSlow(TIMEOUT_SECONDS, true);
        }
      }
    } finally {
      if (isRunning()) {
        schedule();
      }
    }
  }
}
