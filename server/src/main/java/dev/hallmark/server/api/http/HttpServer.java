package dev.hallmark.server.api.http;

import dev.hallmark.server.api.Protocols;
import dev.hallmark.server.api.connections.AddressLimit;
import dev.hallmark.server.api.connections.ClientConnector;
import dev.hallmark.server.api.connections.SlowClients;
import dev.hallmark.server.api.log.AccessLog;
import dev.hallmark.server.api.requests.BodyPrefetch;
import dev.hallmark.server.api.requests.RequestTarget;
import dev.hallmark.server.error.OutOfMemory;
import io.javalin.config.JavalinConfig;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What surrounds the protocols: the listening socket, threads, limits, the access log, the check of hosts, the way it stops. */
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MOST_THREADS = 256;
  /** The others are for selectors, and for what waits for nobody: reading the heads of requests, and probes. */
  private static final int MOST_REQUESTS = 224;

  /** When more requests of one client than this are waited for, it is given less time. */
  private static final int MANY_REQUESTS_OF_ONE_CLIENT = 64;

  private static final int LEAST_THREADS = 8;
  private static final int IDLE_THREAD_MILLIS = 30_000;
  private static final int IDLE_CONNECTION_MILLIS = 60_000;
  /** How long requests under way may take when the server stops. */
  public static final int STOP_SECONDS = 10;

  /** A search filter travels in the request line, up to 5,000 characters that may each take nine when encoded. */
  private static final int HEADER_BYTES = 64 * 1024;
  /** From here on a virtual thread that waits for a lock, as in the database, no longer holds a processor. */
  private static final int JAVA_WITH_WAITING_VIRTUAL_THREADS = 24;

  private final Protocols protocols;
  private final AccessLog log;
  private final HostCheck hosts;
  private final AddressLimit connections;

  /**
   * @param names that clients may call this server by, beside localhost and private addresses
   * @param connections that one address may have open; 0 for no limit
   */
  public HttpServer(Protocols protocols, AccessLog log, List<String> names, int connections) {
    this.protocols = protocols;
    this.log = log;
    this.hosts = new HostCheck(names);
    this.connections = new AddressLimit(connections);
  }

  /** Prepares to listen on this address. */
  public void configure(JavalinConfig config, String host, int port) {
    config.startup.showJavalinBanner = false;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(HttpServer::limit);
    config.jetty.modifyServer(this::surround);
    config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    config.router.javaLangErrorHandler((answer, error) -> {
      OutOfMemory.endIfIn(error);
      LOG.error("a request failed outside its route", error);
      answer.setStatus(500);
    });
    config.routes.before(ResponseHeaders::set);
    config.routes.before(hosts::require);
    protocols.mount(config);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_THREAD_MILLIS) {
          @Override
          protected void runJob(Runnable job) {
            try {
              super.runJob(job);
            } catch (OutOfMemoryError error) { // Jetty would log it and go on, with a selector less
              OutOfMemory.endIfIn(error);
              throw error;
            }
          }
        };
    threads.setName("http");
    threads.setDaemon(true);
    threads.setStopTimeout(
        0); // otherwise it interrupts, and an interrupt inside H2 closes the database's file
    if (Runtime.version().feature() >= JAVA_WITH_WAITING_VIRTUAL_THREADS) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    return threads;
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.addCustomizer(new RequestTarget());
  }

  private void surround(Server server) {
    server.setStopTimeout(STOP_SECONDS * 1000L);
    // the last one inserted is asked first
    server.insertHandler(new ConcurrencyLimit(MOST_REQUESTS));
    server.insertHandler(new BodyPrefetch());
    server.insertHandler(new GracefulHandler());
    server.setErrorHandler(new JettyErrors(protocols));
    server.setRequestLog(log);
  }

  private ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
    int selectors = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    ServerConnector connector = new ClientConnector(server, selectors, http, connections);
    connector.addBean(new SlowClients(connector, MANY_REQUESTS_OF_ONE_CLIENT, MOST_REQUESTS / 2));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_CONNECTION_MILLIS);
    connector.setAcceptQueueSize(1024);
    return connector;
  }
}
