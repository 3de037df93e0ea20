package dev.hallmark.server.artifacts.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.Clients;
import dev.hallmark.server.artifacts.s3.service.Encryption;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A service that says what a test wants to hear, and stores nothing. */
final class FakeService implements AutoCloseable {
  /** @param code of the error; empty for a success without a body */
  record Response(int status, String code) {
    private byte[] body() {
      String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
          + "</Code><Message>No.</Message><RequestId>1</RequestId></Error>";
      return (code.isEmpty() ? "" : text).getBytes(StandardCharsets.UTF_8);
    }
  }

  private final HttpServer http =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  FakeService(Function<HttpExchange, Response> responses) throws IOException {
    http.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      Response response = responses.apply(exchange);
      byte[] body = response.body();
      exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-3");
      exchange.sendResponseHeaders(response.status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    http.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** @param encryption as in {@link S3Settings#encryption} */
  Bucket bucket(String encryption) {
    S3Settings settings = new S3Settings("bucket", "", uri().toString(), "", true, encryption);
    return new Bucket(
        Clients.impatient(settings, S3Bucket.CREDENTIALS),
        Clients.impatient(settings, S3Bucket.CREDENTIALS),
        settings.bucket(),
        Encryption.of(encryption),
        true);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
