package dev.hallmark.compat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.compat.process.HallmarkProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A model that is far larger than the job's memory: 1 GB, or as many bytes as {@code -Dclient.model.bytes} says. All zeros, so that the
 * original takes no room on the disk; the server and the cache keep them like any others.
 */
class BigModelTest {
  private static final long SIZE = Long.getLong("client.model.bytes", 1L << 30);

  /** Not among the temporary files: on some machines those lie in memory. */
  private final Path folder = Path.of("target", "big-model").toAbsolutePath();

  @BeforeEach
  void needsRoom() throws IOException {
    Files.createDirectories(folder);
    assertThat(Files.getFileStore(folder).getUsableSpace())
        .as("bytes free on the disk of %s; this test needs twice the model's %d", folder, SIZE)
        .isGreaterThan(2 * SIZE + (1L << 30));
  }

  @AfterEach
  void delete() throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
  }

  @Test
  void model_isFetchedIn64MegabytesOfHeap() throws Exception {
    Path model = Files.createDirectories(folder.resolve("model"));
    try (RandomAccessFile file = new RandomAccessFile(model.resolve("zeros").toFile(), "rw")) {
      file.setLength(SIZE);
    }
    try (HallmarkProcess server = HallmarkProcess.start(folder.resolve("data"), "-Xmx96m")) {
      HallmarkClient client = HallmarkClient.builder()
          .trackingUri(URI.create(server.uri()))
          .timeout(Duration.ofHours(1)) // registering copies and hashes it all
          .build();
      String digest = Registered.champion(client, "fraud", model);
      deleteOriginals();
      long begun = System.nanoTime();
      FetchJob job = FetchJob.start(URI.create(server.uri()), folder.resolve("cache"), "-Xmx64m");
      assertThat(job.digest()).isEqualTo(digest);
      System.out.printf(
          "%,d bytes fetched in %.1f s with 64 MB of heap%n",
          SIZE, (System.nanoTime() - begun) / 1e9);
    }
  }

  /** What the run uploaded: the version has bytes of its own, and the disk may not have room for three. */
  private void deleteOriginals() throws IOException {
    FileUtils.deleteDirectory(folder.resolve("data/artifacts/1").toFile());
  }
}
