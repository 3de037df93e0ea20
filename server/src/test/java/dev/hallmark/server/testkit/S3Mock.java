package dev.hallmark.server.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Adobe's S3Mock in a process of its own, since it brings another logging library. It checks no signatures and needs about ten seconds to
 * start. The build copies its jar.
 */
public final class S3Mock implements S3Service {
  private static final Path JAR = Path.of("target", "s3mock", "s3mock.jar");
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  private S3Mock() throws IOException {
    port = FreePort.find();
    process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Dserver.address=127.0.0.1",
            "-Dserver.port=0",
            "-Dhttp.port=" + port,
            "-jar",
            JAR.toString()))
        .redirectErrorStream(true)
        .redirectOutput(JAR.resolveSibling("log").toFile())
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private static final class Shared {
    private static final S3Mock SERVICE = started();

    private static S3Mock started() {
      try {
        S3Mock service = new S3Mock();
        service.awaitStart();
        return service;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The one that lives as long as this JVM. */
  public static S3Mock shared() {
    return Shared.SERVICE;
  }

  private void awaitStart() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        send(HttpRequest.newBuilder(endpoint()));
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("S3Mock did not start; see " + JAR.resolveSibling("log"));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String newBucket() {
    String name = "bucket-" + UUID.randomUUID();
    try {
      HttpResponse<String> response =
          send(HttpRequest.newBuilder(endpoint().resolve("/" + name)).PUT(BodyPublishers.noBody()));
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }
}
