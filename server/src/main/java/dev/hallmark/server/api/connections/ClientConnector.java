package dev.hallmark.server.api.connections;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A connector whose connections are {@link ClientEndPoint}s. */
public final class ClientConnector extends ServerConnector {
  private final AddressLimit limit;

  public ClientConnector(Server server, int selectors, HttpConfiguration http, AddressLimit limit) {
    super(server, 1, selectors, new HttpConnectionFactory(http));
    this.limit = limit;
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    ClientEndPoint client = new ClientEndPoint(channel, selector, key, getScheduler(), limit);
    client.setIdleTimeout(getIdleTimeout());
    return client;
  }
}
