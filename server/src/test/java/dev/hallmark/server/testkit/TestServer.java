package dev.hallmark.server.testkit;

import dev.hallmark.server.App;
import dev.hallmark.server.storage.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The whole server in this process, on a free port, with a database in memory. */
public final class TestServer implements AutoCloseable {
  private final App app;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(App app) {
    this.app = app;
  }

  public static TestServer start() {
    return new TestServer(App.start(Database.memory(), "127.0.0.1", 0));
  }

  public int port() {
    return app.port();
  }

  /** @param path with its query, as it goes on the wire */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    app.close();
  }
}
