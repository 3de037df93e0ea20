package dev.hallmark.server.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.testkit.MutableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which downloads read a file without hashing it. */
class ComparedFilesTest {
  private static final ArtifactPath PATH = ArtifactPath.of("1/r/artifacts/w");
  private static final byte[] CONTENT = new byte[(int) StoredFile.LARGE];
  private static final byte[] OTHER = new byte[CONTENT.length];

  static {
    OTHER[17] = 1;
  }

  private final MutableClock clock = new MutableClock(1_800_000_000_000L);
  private final ComparedFiles compared = new ComparedFiles(clock);
  private Instant changedAt = clock.instant().minusSeconds(60);

  private final class Memory implements OpenFile {
    private final byte[] content;

    Memory(byte[] content) {
      this.content = content;
    }

    @Override
    public FileStamp stamp() {
      return new FileStamp(content.length, "inode 1");
    }

    @Override
    public Instant modifiedAt() {
      return Instant.EPOCH;
    }

    @Override
    public InputStream from(long offset) {
      return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
    }

    @Override
    public Optional<Instant> changedAt() {
      return Optional.ofNullable(changedAt);
    }

    @Override
    public void close() {}
  }

  private byte[] download(byte[] content, int length) throws IOException {
    StoredFile file = new StoredFile(
        PATH,
        new Memory(content),
        Sha256.hex(CONTENT),
        compared,
        other -> FileDigests.refusal(PATH));
    try (InputStream in = file.range(0, length)) {
      return in.readNBytes(length);
    }
  }

  private void assertCompared() {
    for (int length : new int[] {CONTENT.length, 3}) {
      assertThatThrownBy(() -> download(OTHER, length))
          .isInstanceOf(RegistryException.class)
          .extracting("kind")
          .isEqualTo(ErrorKind.CONFLICT);
    }
  }

  private void assertNotCompared() throws IOException {
    assertThat(download(OTHER, CONTENT.length)).isEqualTo(OTHER);
    assertThat(download(OTHER, 3)).hasSize(3);
  }

  @Test
  void fileThatMatched_isNotReadAgainForAnHour() throws IOException {
    assertCompared();
    assertThat(download(CONTENT, CONTENT.length)).isEqualTo(CONTENT);
    assertNotCompared();
    clock.advance(ComparedFiles.VALIDITY.minusMillis(1));
    assertNotCompared();
    clock.advance(Duration.ofMillis(1));
    assertCompared();
  }

  @Test
  void fileThatMatchedBeforeAPart_isNotReadAgain() throws IOException {
    assertThat(download(CONTENT, 3)).hasSize(3);
    assertNotCompared();
  }

  @Test
  void fileThatWasChangedSince_isCompared() throws IOException {
    download(CONTENT, CONTENT.length);
    changedAt = changedAt.plusNanos(1);
    assertCompared();
  }

  @Test
  void fileThatWasChangedJustBefore_isComparedAgain() throws IOException {
    changedAt = clock.instant().minus(ComparedFiles.UNCERTAIN);
    download(CONTENT, CONTENT.length);
    assertCompared();
    clock.advance(Duration.ofMillis(1));
    download(CONTENT, CONTENT.length);
    assertNotCompared();
  }

  @Test
  void fileThatIsNotReadToItsEnd_isCompared() throws IOException {
    StoredFile file =
        new StoredFile(PATH, new Memory(CONTENT), Sha256.hex(CONTENT), compared, other -> null);
    try (InputStream in = file.range(0, CONTENT.length)) {
      assertThat(in.readNBytes(CONTENT.length - 1)).hasSize(CONTENT.length - 1);
    }
    assertCompared();
  }

  @Test
  void fileWithoutChangeTime_isCompared() throws IOException {
    changedAt = null;
    download(CONTENT, CONTENT.length);
    assertCompared();
  }
}
