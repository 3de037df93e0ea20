package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.PartMemory;
import dev.hallmark.server.artifacts.s3.service.PartSizes;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.testkit.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that accepts uploads and does not read them. */
@Timeout(60)
class UnreadUploadTest {
  private static final Pattern PARTS = Pattern.compile("^PUT [^ ]*partNumber=");
  private static final Pattern OBJECTS = Pattern.compile("^PUT [^ ?]*model\\.bin");
  private static final ArtifactPath FILE = ArtifactPath.of("1/run/artifacts/model.bin");
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final PartMemory memory = new PartMemory(12 << 20);
  private final int free = memory.unused();
  private S3Bucket bucket;
  private FaultyService service;
  private S3Store store;

  @BeforeEach
  void open() throws IOException {
    bucket = new S3Bucket(S3Server.shared());
    service = new FaultyService(S3Server.shared().port());
    S3Settings settings = new S3Settings(bucket.name, "", service.uri().toString(), "", true, "");
    store = S3Store.open(
        settings,
        S3Bucket.CREDENTIALS,
        new S3Limits(memory, PartSizes.LEAST, LIMIT),
        Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    service.close();
    bucket.close();
  }

  private void assertRefused(int size) {
    assertThatThrownBy(() -> {
          try (Incoming incoming =
              store.receive(FILE, new ByteArrayInputStream(new byte[size]), size)) {
            incoming.commit();
          }
        })
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(bucket.everything()).isEmpty();
  }

  @Test
  void uploadInParts_isRefusedAndLeavesNothing() {
    service.stopReading(PARTS);
    assertRefused(20_000_000);
    assertThat(memory.unused()).isEqualTo(free);
  }

  @Test
  void uploadInOnePart_isRefusedAndLeavesNothing() {
    service.stopReading(OBJECTS);
    assertRefused(5_000_000);
    assertThat(memory.unused()).isEqualTo(free);
  }

  /** Without memory the parts are sent while they are received. */
  @Test
  void forwardedUpload_isRefusedAndLeavesNothing() {
    try (PartBuffer all = memory.take(free)) {
      service.stopReading(PARTS);
      assertRefused(20_000_000);
    }
    assertThat(memory.unused()).isEqualTo(free);
  }
}
