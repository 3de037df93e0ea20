package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An artifact that is far larger than the server's memory. Its bytes are made on the way and never lie on the client's disk. */
class BigArtifactTest {
  private static final long SIZE = 2L << 30;
  private static final long ROOM = SIZE + (SIZE >> 1);

  /** Not among the temporary files: on some machines those lie in memory. */
  private final Path data = Path.of("target", "big-artifact").toAbsolutePath();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void needsRoom() throws IOException {
    Files.createDirectories(data);
    assertThat(Files.getFileStore(data).getUsableSpace())
        .as("bytes free on the disk of %s; this test needs %d", data, ROOM)
        .isGreaterThan(ROOM);
  }

  @AfterEach
  void delete() throws IOException {
    FileUtils.deleteDirectory(data.toFile());
  }

  @Test
  void twoGigabytes_goUpAndDownInASmallHeap() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.start(data, "-Xmx96m")) {
      URI artifact = URI.create(server.uri() + place(server));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      HttpResponse<String> up = http.send(
          HttpRequest.newBuilder(artifact).PUT(upload(digest)).build(), BodyHandlers.ofString());
      assertThat(up.statusCode()).as(up.body()).isEqualTo(200);

      HttpResponse<InputStream> down =
          http.send(HttpRequest.newBuilder(artifact).build(), BodyHandlers.ofInputStream());
      assertThat(down.statusCode()).isEqualTo(200);
      assertThat(down.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
      assertThat(down.headers().firstValue("Repr-Digest"))
          .hasValue("sha-256=:" + Base64.getEncoder().encodeToString(digest.digest()) + ":");
      try (InputStream body = down.body()) {
        assertThat(GeneratedStream.firstDifference(body, SIZE))
            .as("first byte that differs")
            .isEqualTo(-1);
      }
    }
  }

  private static String place(HallmarkProcess server) throws IOException {
    try (Mlflow mlflow = new Mlflow(server.port())) {
      String run = mlflow.createRun("0").get("artifact_uri").asText();
      return Mlflow.target(run + "/weights.bin");
    }
  }

  private static BodyPublisher upload(MessageDigest digest) {
    BodyPublisher bytes = BodyPublishers.ofInputStream(
        () -> new DigestInputStream(new GeneratedStream(SIZE), digest));
    return BodyPublishers.fromPublisher(bytes, SIZE);
  }
}
