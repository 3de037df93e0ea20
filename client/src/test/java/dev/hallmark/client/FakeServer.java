package dev.hallmark.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Answers what it is told to, in turn, the last for ever, and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<HttpHandler> answers = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** @param headers the first value of each, by lower-case names */
  public record Asked(String method, String uri, Map<String, String> headers, String body) {
    public String line() {
      return method + " " + uri;
    }
  }

  public FakeServer(HttpHandler... inTurn) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers.addAll(List.of(inTurn));
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
        .collect(Collectors.toMap(
            header -> header.getKey().toLowerCase(Locale.ROOT),
            header -> header.getValue().get(0)));
    asked.add(
        new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    try (exchange) {
      next().handle(exchange);
    }
  }

  private synchronized HttpHandler next() {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public HallmarkClient client() {
    return builder().build();
  }

  public HallmarkClientBuilder builder() {
    return HallmarkClient.builder()
        .trackingUri(uri())
        .timeout(Duration.ofSeconds(10))
        .retries(3);
  }

  public List<Asked> asked() {
    return asked;
  }

  public Asked last() {
    return asked.get(asked.size() - 1);
  }

  public static HttpHandler json(String body) {
    return answer(200, body);
  }

  public static HttpHandler answer(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** The connection ends before there is an answer. */
  public static HttpHandler lost() {
    return HttpExchange::close;
  }

  /** One byte of the body and then nothing, until the test is over. */
  public static HttpHandler stalls() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
