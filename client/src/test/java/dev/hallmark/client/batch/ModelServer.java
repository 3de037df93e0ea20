package dev.hallmark.client.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.client.HallmarkClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Version 7 of the model {@code fraud}, which is the champion, the latest and in production, with faults as they are wanted. */
final class ModelServer implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;
  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

  final List<String> asked = new CopyOnWriteArrayList<>();

  /** How many answers have a wrong byte, and how many end in their middle. */
  final AtomicInteger flips = new AtomicInteger();

  final AtomicInteger breaks = new AtomicInteger();

  /** Whether versions are sealed, and files sent with their digests. */
  volatile boolean seals = true;

  volatile boolean promises = true;
  volatile String status = "READY";
  volatile long created = 1000;

  /** Whether it refuses everything for now. */
  volatile boolean busy;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files;
  private final Map<String, byte[]> digests = new TreeMap<>();

  ModelServer(Map<String, byte[]> files) {
    this.files = new TreeMap<>(files);
    files.forEach((name, bytes) -> digests.put(name, sha256(bytes)));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  HallmarkClient client() {
    return HallmarkClient.builder().trackingUri(uri()).retries(3).build();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many downloads of files were asked for. */
  long downloads() {
    return asked.stream().filter(path -> path.startsWith("GET " + FILES + "/")).count();
  }

  String digest() {
    return new Manifest(files.entrySet().stream()
            .map(file -> new FetchedFile(
                file.getKey(),
                file.getValue().length,
                HexFormat.of().formatHex(digests.get(file.getKey()))))
            .toList())
        .digest();
  }

  private String location() {
    return seals ? "seals/" + digest() + "/files" : "1/run/artifacts/model";
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    try (exchange) {
      if (busy) {
        json(exchange, 503, "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\", \"message\": \"busy\"}");
      } else if (path.equals(FILES)) {
        list(exchange);
      } else if (path.startsWith(FILES + "/" + location() + "/")) {
        file(exchange, path.substring((FILES + "/" + location() + "/").length()));
      } else {
        json(exchange, registry(path));
      }
    }
  }

  private String registry(String path) {
    String version = "{\"name\": \"fraud\", \"version\": \"7\", \"creation_timestamp\": " + created
        + ", \"run_id\": \"r1\", \"status\": \"" + status + "\"}";
    return switch (path.substring(API.length())) {
      case "registered-models/alias", "model-versions/get" ->
        "{\"model_version\": " + version + "}";
      case "registered-models/get-latest-versions" ->
        "{\"model_versions\": [{\"version\": \"3\"}, " + version + "]}";
      case "model-versions/get-download-uri" ->
        "{\"artifact_uri\": \"mlflow-artifacts:/" + location() + "\"}";
      default -> "{}";
    };
  }

  private void list(HttpExchange exchange) throws IOException {
    String folder = URLDecoder.decode(
        exchange.getRequestURI().getRawQuery().replace("path=", ""), StandardCharsets.UTF_8);
    String prefix =
        folder.equals(location()) ? "" : folder.substring(location().length() + 1) + "/";
    Map<String, String> entries = new TreeMap<>();
    files.forEach((name, bytes) -> {
      if (name.startsWith(prefix)) {
        String rest = name.substring(prefix.length());
        int slash = rest.indexOf('/');
        String child = slash < 0 ? rest : rest.substring(0, slash);
        entries.put(
            child,
            "{\"path\": \"" + child + "\", \"is_dir\": " + (slash >= 0) + ", \"file_size\": \""
                + bytes.length + "\"}");
      }
    });
    json(exchange, "{\"files\": [" + String.join(",", entries.values()) + "]}");
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    json(exchange, 200, body);
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    byte[] bytes = files.get(name);
    exchange.getResponseHeaders().set("ETag", "\"" + name.length() + "\"");
    if (promises) {
      exchange
          .getResponseHeaders()
          .set(
              "Repr-Digest",
              "sha-256=:" + Base64.getEncoder().encodeToString(digests.get(name)) + ":");
    }
    if (bytes.length > 0 && flips.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      bytes = bytes.clone();
      bytes[bytes.length / 2] ^= 1;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
    }
    int length = bytes.length - from;
    boolean isBroken = breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
    OutputStream body = exchange.getResponseBody();
    int end = from + (isBroken ? length / 2 : length);
    for (int at = from; at < end; at += CHUNK) {
      body.write(bytes, at, Math.min(CHUNK, end - at)); // a socket takes a copy of all it is given
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
