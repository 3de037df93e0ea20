package dev.hallmark.server.testkit;

import dev.hallmark.server.App;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** The whole server in this process, on a free port, with a database in memory. */
public final class TestServer implements AutoCloseable {
  private final App app;
  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(App app, Path folder) {
    this.app = app;
    this.folder = folder;
  }

  public static TestServer start() {
    return start(Map.of());
  }

  /** Starts with these settings; the files lie in a folder that goes when the server is closed. */
  public static TestServer start(Map<Setting, String> settings) {
    return start(Database.memory(), settings);
  }

  /** Starts on this database, which is closed with the server. */
  public static TestServer start(Database database, Map<Setting, String> settings) {
    try {
      Path folder = Files.createTempDirectory("hallmark-test");
      Config config = TestConfig.in(folder, settings);
      return new TestServer(App.start(database, config), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On the database that the settings name; the files lie in a folder that goes when the server is closed. */
  public static TestServer on(Map<Setting, String> settings) {
    try {
      Path folder = Files.createTempDirectory("hallmark-test");
      return new TestServer(App.start(TestConfig.in(folder, settings)), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data folder. */
  public Path folder() {
    return folder;
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
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
