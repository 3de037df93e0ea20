package dev.hallmark.server.api.connections;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends requests whose client sends or reads less than {@link TransferRate#LEAST_RATE}. Jetty's own idle timeout is kept away by a byte
 * now and then, and its minimum rates either look only when a byte comes or count the bytes of all requests together. Here a
 * thread looks at the connections once a second, so that requests themselves pay nothing for it.
 */
public final class SlowClients extends AbstractLifeCycle {
  /** An honest line can be silent for that long, when it loses packets. */
  static final int PATIENCE_SECONDS = 30;

  /** As long as so many requests of one client are waited for, or of all clients, the others matter more. */
  static final int SHORT_PATIENCE_SECONDS = 5;

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
          each.expireIfSlow(SHORT_PATIENCE_SECONDS, false);
        } else {
          each.expireIfSlow(PATIENCE_SECONDS, true);
        }
      }
    } finally {
      if (isRunning()) {
        schedule();
      }
    }
  }
}
