package dev.hallmark.client.files;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.hallmark.client.Download;
import dev.hallmark.client.FakeServer;
import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDownloadTest {
  private static final byte[] FILE = bytes();
  private static final String URI = "mlflow-artifacts:/1/f";

  @TempDir
  private Path folder;

  private final AtomicLong received = new AtomicLong();
  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("sub/f");
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] flipped() {
    byte[] bytes = FILE.clone();
    bytes[200_000] ^= 4;
    return bytes;
  }

  private static byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(FILE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void describe(HttpExchange exchange, String tag) {
    exchange.getResponseHeaders().set("ETag", tag);
    exchange
        .getResponseHeaders()
        .set("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256()) + ":");
  }

  /** The file, from where it is asked for, and broken off after some bytes have arrived. */
  private HttpHandler part(byte[] file, int count) {
    return exchange -> {
      describe(exchange, "\"v1\"");
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
      }
      send(exchange, range == null ? 200 : 206, Arrays.copyOfRange(file, from, file.length), count);
      if (from + count < file.length) {
        awaitReceived(from + count);
      }
    };
  }

  /** Who breaks off at once takes along what is still on its way. */
  private void awaitReceived(long bytes) {
    try {
      while (received.get() < bytes) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes, int count)
      throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes, 0, Math.min(count, bytes.length));
    exchange.getResponseBody().flush();
  }

  private HttpHandler whole(byte[] file) {
    return part(file, file.length);
  }

  private void assertFetched(Download download) throws IOException {
    assertThat(download)
        .isEqualTo(new Download(target, FILE.length, HexFormat.of().formatHex(sha256()), true));
    assertThat(target).hasBinaryContent(FILE);
    assertNothingElse();
  }

  private void assertNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertThat(files.filter(file -> !file.equals(target))).isEmpty();
    }
  }

  @Test
  void brokenDownload_goesOnWhereItStopped() throws IOException {
    try (FakeServer server =
        new FakeServer(part(FILE, 100_000), lost(), part(FILE, 50_000), whole(FILE))) {
      assertFetched(server
          .builder()
          .retries(2)
          .build()
          .artifacts()
          .download(URI, target, received::addAndGet));
      assertThat(server.asked().get(1).headers())
          .containsEntry("range", "bytes=100000-")
          .containsEntry("if-range", "\"v1\"");
      assertThat(server.last().headers()).containsEntry("range", "bytes=150000-");
      assertThat(received).hasValue(FILE.length);
    }
  }

  @Test
  void fileThatIsAnotherNow_isFetchedFromItsBeginning() throws IOException {
    HttpHandler another = exchange -> {
      describe(exchange, "\"v2\"");
      send(exchange, 200, FILE, FILE.length);
    };
    try (FakeServer server = new FakeServer(part(new byte[FILE.length], 100_000), another)) {
      assertFetched(server.client().artifacts().download(URI, target, received::addAndGet));
      assertThat(received).hasValue(FILE.length);
    }
  }

  @Test
  void flippedByte_isFetchedAgainOnce() throws IOException {
    try (FakeServer server = new FakeServer(whole(flipped()), whole(FILE))) {
      assertFetched(server.client().artifacts().download(URI, target, received::addAndGet));
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void flippedByte_thatComesAgain_isAnError_andLeavesNothing() throws IOException {
    try (FakeServer server = new FakeServer(whole(flipped()))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().artifacts().download(URI, target, received::addAndGet))
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.DIGEST_MISMATCH))
          .withMessageContaining(HexFormat.of().formatHex(sha256()));
      assertThat(server.asked()).hasSize(2);
      assertThat(target).doesNotExist();
      assertNothingElse();
    }
  }

  @Test
  void serverThatGivesNoDigest_isSaidToGiveNone() {
    try (FakeServer server = new FakeServer(answer(200, "hello"))) {
      Download download = server.client().artifacts().download(URI, target, received::addAndGet);
      assertThat(download.isChecked()).isFalse();
      assertThat(download.sha256()).startsWith("2cf24dba5fb0a30e");
    }
  }

  @Test
  void serverThatAlwaysBreaksOff_isGivenUp() {
    HttpHandler noTag = exchange -> {
      send(exchange, 200, FILE, 100_000);
      awaitReceived(100_000);
    };
    try (FakeServer server = new FakeServer(noTag)) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server
              .builder()
              .retries(2)
              .build()
              .artifacts()
              .download(URI, target, received::addAndGet))
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.CONNECTION_LOST));
      assertThat(server.asked()).hasSize(3);
      assertThat(server.last().headers()).doesNotContainKey("range");
    }
  }

  @Test
  void fileThatIsNotThere_isNotAskedForAgain() {
    try (FakeServer server =
        new FakeServer(answer(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().artifacts().download(URI, target, received::addAndGet))
          .satisfies(e -> assertThat(e.isNotFound()).isTrue());
      assertThat(server.asked()).hasSize(1);
    }
  }
}
