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
import java.util.Map;
import java.util.UUID;

/**
 * Adobe's S3Mock in a process of its own, since it brings another logging library. It checks no signatures and needs about ten seconds to
 * start. The build copies its jar.
 */
public final class S3Mock implements S3Service {
  private static final Path JAR = Path.of("target", "s3mock", "s3mock.jar");

  private final HttpClient client = HttpClient.newHttpClient();
  private final S3ServiceProcess process = new S3ServiceProcess().untilExit();

  private S3Mock() {
    process.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + process.folder(),
            "-Dserver.address=127.0.0.1",
            "-Dserver.port=0",
            "-Dhttp.port=" + process.port(),
            "-jar",
            JAR.toString()),
        Map.of());
  }

  private static final class Shared {
    private static final S3Mock SERVICE = new S3Mock();
  }

  /** The one that lives as long as this JVM. */
  public static S3Mock shared() {
    return Shared.SERVICE;
  }

  @Override
  public URI endpoint() {
    return process.endpoint();
  }

  @Override
  public String newBucket() {
    String name = "bucket-" + UUID.randomUUID();
    HttpRequest request = HttpRequest.newBuilder(endpoint().resolve("/" + name))
        .PUT(BodyPublishers.noBody())
        .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return name;
  }
}
