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

/** Configures Jetty: connector, threads, limits, access log, host check and shutdown. */
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MAX_THREADS = 256;
  /** The other threads are for selectors and for tasks that do not block: reading request headers, and health probes. */
  private static final int MAX_REQUESTS = 224;

  /** If the server waits for more requests of one client than this, the client gets a shorter timeout. */
  private static final int MANY_REQUESTS_OF_ONE_CLIENT = 64;

  private static final int MIN_THREADS = 8;
  private static final int IDLE_THREAD_MILLIS = 30_000;
  private static final int IDLE_CONNECTION_MILLIS = 60_000;
  /** How long running requests may take when the server stops. */
  public static final int STOP_SECONDS = 10;

  /** A search filter is sent in the request line: up to 5,000 characters, each of which can take nine bytes when encoded. */
  private static final int HEADER_BYTES = 64 * 1024;
  /** From this Java version on, a virtual thread that waits for a monitor does not pin its carrier thread. */
  private static final int JAVA_WITHOUT_PINNING = 24;

  private final Protocols protocols;
  private final AccessLog log;
  private final HostCheck hosts;
  private final AddressLimit connections;

  /**
   * @param names the allowed host names, in addition to localhost and private addresses
   * @param connections the maximum number of open connections per client address; 0 for no limit
   */
  public HttpServer(Protocols protocols, AccessLog log, List<String> names, int connections) {
    this.protocols = protocols;
    this.log = log;
    this.hosts = new HostCheck(names);
    this.connections = new AddressLimit(connections);
  }

  /** Configures Javalin to listen on this address. */
  public void configure(JavalinConfig config, String host, int port) {
    config.startup.showJavalinBanner = false;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(HttpServer::limit);
    config.jetty.modifyServer(this::configureServer);
    config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    config.router.javaLangErrorHandler((response, error) -> {
      OutOfMemory.endIfIn(error);
      LOG.error("a request failed outside its route", error);
      response.setStatus(500);
    });
    config.routes.before(ResponseHeaders::set);
    config.routes.before(hosts::require);
    protocols.mount(config);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS) {
      @Override
      protected void runJob(Runnable job) {
        try {
          super.runJob(job);
        } catch (
            OutOfMemoryError error) { // Jetty would only log it and continue without this selector
          OutOfMemory.endIfIn(error);
          throw error;
        }
      }
    };
    threads.setName("http");
    threads.setDaemon(true);
    threads.setStopTimeout(
        0); // otherwise Jetty interrupts threads, and an interrupt inside H2 closes the database
    // file
    if (Runtime.version().feature() >= JAVA_WITHOUT_PINNING) {
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

  private void configureServer(Server server) {
    server.setStopTimeout(STOP_SECONDS * 1000L);
    // the handler inserted last runs first
    server.insertHandler(new ConcurrencyLimit(MAX_REQUESTS));
    server.insertHandler(new BodyPrefetch());
    server.insertHandler(new GracefulHandler());
    server.setErrorHandler(new JettyErrors(protocols));
    server.setRequestLog(log);
  }

  private ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
    int selectors = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    ServerConnector connector = new ClientConnector(server, selectors, http, connections);
    connector.addBean(new SlowClients(connector, MANY_REQUESTS_OF_ONE_CLIENT, MAX_REQUESTS / 2));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_CONNECTION_MILLIS);
    connector.setAcceptQueueSize(1024);
    return connector;
  }
}
