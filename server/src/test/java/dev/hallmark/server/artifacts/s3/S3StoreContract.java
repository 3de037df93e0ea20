package dev.hallmark.server.artifacts.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.PartMemory;
import dev.hallmark.server.artifacts.s3.service.PartSizes;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ArtifactStoreContract;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.testkit.S3Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Below a prefix of a bucket. */
abstract class S3StoreContract extends ArtifactStoreContract {
  private static final String PREFIX = "team a/models";
  private static final ArtifactPath BIG = ArtifactPath.of("1/run/artifacts/big.bin");

  private S3Bucket bucket;
  private S3Store store;

  abstract S3Service service();

  @Override
  protected ArtifactStore newStore() {
    bucket = new S3Bucket(service());
    store = bucket.store(PREFIX);
    return store;
  }

  @AfterEach
  void close() {
    store.close();
    bucket.close();
  }

  @Override
  protected List<String> leftovers() {
    return bucket.everything().stream()
        .map(key -> key.substring(PREFIX.length() + 1))
        .toList();
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Written write(ArtifactPath path, byte[] bytes, long length) {
    try (Incoming incoming = store.receive(path, new ByteArrayInputStream(bytes), length)) {
      return incoming.commit();
    }
  }

  private byte[] bytes(ArtifactPath path, long from) throws IOException {
    try (OpenFile open = store.open(path).orElseThrow();
        InputStream in = open.from(from)) {
      return in.readAllBytes();
    }
  }

  @Test
  void receive_sendsLargeFilesInParts() throws IOException {
    int part = PartSizes.LEAST;
    for (int size : List.of(part - 1, part, part + 1, 3 * part, 4 * part + 17)) {
      byte[] bytes = noise(size);
      for (long length : List.of((long) size, -1L)) {
        Written written = write(BIG, bytes, length);
        assertThat(written.sha256()).isEqualTo(Sha256.hex(bytes));
        assertThat(store.stat(BIG).orElseThrow().stamp()).isEqualTo(written.stamp());
        assertThat(store.files(BIG.parent()).get(0).stamp()).isEqualTo(written.stamp());
        assertThat(bytes(BIG, 0)).isEqualTo(bytes);
        assertThat(bytes(BIG, size - 3)).hasSize(3);
      }
    }
    assertThat(leftovers()).containsExactly(BIG.value());
  }

  @Test
  void receive_ofALargeFileThatIsNotCommittedLeavesNothing() throws IOException {
    byte[] bytes = noise(2 * PartSizes.LEAST + 5);
    try (Incoming incoming = store.receive(BIG, new ByteArrayInputStream(bytes), bytes.length)) {
      assertThat(store.stat(BIG)).isEmpty();
      assertThat(incoming).isInstanceOf(PartedBody.class);
    }
    for (long length : List.of(bytes.length + 1L, bytes.length - 1L)) {
      assertThatThrownBy(() -> write(BIG, bytes, length))
          .isInstanceOf(RegistryException.class)
          .extracting("field")
          .isEqualTo("Content-Length");
    }
    assertThat(leftovers()).isEmpty();
    assertThat(S3Bucket.SMALL_LIMITS.memory().unused())
        .isEqualTo(S3Bucket.SMALL_LIMITS.memory().most());
  }

  @Test
  void receive_passesOnWhatThereIsNoMemoryFor() throws IOException {
    PartMemory memory = S3Bucket.SMALL_LIMITS.memory();
    byte[] bytes = noise(2 * PartSizes.LEAST + 5);
    try (PartBuffer all = memory.take(memory.unused())) {
      assertThat(memory.unused()).isZero();
      Written written = write(BIG, bytes, bytes.length);
      assertThat(written.sha256()).isEqualTo(Sha256.hex(bytes));
      assertThat(store.stat(BIG).orElseThrow().stamp()).isEqualTo(written.stamp());
      assertThat(bytes(BIG, 0)).isEqualTo(bytes);
    }
    assertThat(leftovers()).containsExactly(BIG.value());
  }

  @Test
  void receive_thatIsPassedOnAndFailsKeepsTheFile() throws IOException {
    PartMemory memory = S3Bucket.SMALL_LIMITS.memory();
    byte[] bytes = noise(2 * PartSizes.LEAST + 5);
    write(BIG, bytes, bytes.length);
    try (PartBuffer all = memory.take(memory.unused())) {
      assertThat(memory.unused()).isZero();
      assertThatThrownBy(() -> write(BIG, bytes, bytes.length + 1L))
          .isInstanceOf(RegistryException.class)
          .extracting("field", "facts")
          .containsExactly("Content-Length", List.of(String.valueOf(bytes.length)));
      InputStream broken = new SequenceInputStream(
          new ByteArrayInputStream(bytes, 0, 3_000_000), new BrokenInputStream());
      assertThatThrownBy(() -> store.receive(BIG, broken, bytes.length))
          .isInstanceOf(RegistryException.class)
          .rootCause()
          .hasMessage("Broken input stream");
    }
    assertThat(bytes(BIG, 0)).isEqualTo(bytes);
    assertThat(leftovers()).containsExactly(BIG.value());
  }

  @Test
  void receive_refusesMoreThanAllPartsHold() {
    long tooLong = 10_000L * S3Bucket.SMALL_LIMITS.memory().most() + 1;
    assertThatThrownBy(() -> store.receive(BIG, InputStream.nullInputStream(), tooLong))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.TOO_LARGE, Reason.TOO_LONG);
  }

  @Test
  void paths_longerThanAKeyAreRefused() {
    ArtifactPath path = ArtifactPath.of(("a".repeat(250) + "/").repeat(4) + "and-the-name.txt");
    assertThatThrownBy(() -> store.stat(path))
        .isInstanceOf(RegistryException.class)
        .extracting("reason", "facts")
        .containsExactly(Reason.TOO_LONG, List.of("1024", "its key"));
  }

  @Test
  void open_neverReadsWhatWasOverwrittenMeanwhile() throws IOException {
    byte[] old = noise(9_000_000);
    write(BIG, old, old.length);
    try (OpenFile open = store.open(BIG).orElseThrow();
        InputStream in = open.from(0)) {
      byte[] begun = in.readNBytes(1000);
      write(BIG, noise(9_000_001), -1);
      assertThat(begun).isEqualTo(Arrays.copyOf(old, 1000));
      assertThatThrownBy(() -> open.from(5))
          .isInstanceOf(RegistryException.class)
          .extracting("kind")
          .isEqualTo(ErrorKind.UNAVAILABLE);
    }
  }

  @Test
  void list_leavesOutKeysThatNoPathCanSay() {
    bucket.put(PREFIX + "/1/run/file", "x");
    bucket.put(PREFIX + "/1/run/back\\slash", "x");
    assertThat(store.list(ArtifactPath.of("1/run")))
        .extracting(Entry::name)
        .containsExactly("file");
    assertThatThrownBy(() -> store.files(ArtifactPath.of("1/run")))
        .isInstanceOf(RegistryException.class)
        .extracting("reason", "value")
        .containsExactly(Reason.UNSUPPORTED, "1/run/back\\slash");
  }

  @Test
  void list_leavesOutMarkersOfFolders() {
    bucket.put(PREFIX + "/1/", "");
    bucket.put(PREFIX + "/1/run/", "");
    bucket.put(PREFIX + "/1/empty/", "");
    bucket.put(PREFIX + "/1/run/file", "x");

    assertThat(store.list(ArtifactPath.of("1/run")))
        .extracting(Entry::name)
        .containsExactly("file");
    assertThat(store.list(ArtifactPath.of("1"))).extracting(Entry::folder).containsOnly(true);
    assertThat(store.stat(ArtifactPath.of("1/run"))).map(Entry::folder).contains(true);
    assertThat(store.files(ArtifactPath.of("1/empty"))).isEmpty();

    assertThat(store.delete(ArtifactPath.of("1"))).isTrue();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void pages_areReadToTheEnd() {
    IntStream.range(0, 1_005).parallel().forEach(i -> bucket.put(PREFIX + "/1/run/" + i, ""));
    assertThat(store.list(ArtifactPath.of("1/run"))).hasSize(1_005);
    assertThat(store.files(ArtifactPath.of("1"))).hasSize(1_005);
    assertThat(store.delete(ArtifactPath.of("1"))).isTrue();
    assertThat(store.files(ArtifactPath.of("1"))).isEmpty();
  }

  @Test
  void compressedObjects_areReadAsTheyAreStored() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write("weights ".repeat(1000).getBytes(UTF_8));
    }
    ArtifactPath path = ArtifactPath.of("1/run/weights");
    bucket.client.putObject(
        put -> put.bucket(bucket.name).key(PREFIX + "/" + path).contentEncoding("gzip"),
        RequestBody.fromBytes(compressed.toByteArray()));

    assertThat(bytes(path, 0)).isEqualTo(compressed.toByteArray());
    try (SealDraft draft = store.draftSeal()) {
      assertThat(draft.copy(store.stat(path).orElseThrow(), "weights"))
          .contains(Sha256.hex(compressed.toByteArray()));
    }
  }

  @Test
  void publish_copiesOnTheServiceAndTellsTheStamps() throws IOException {
    String digest = "0".repeat(64);
    byte[] big = noise(2 * PartSizes.LEAST + 9); // copied in parts, with these limits
    Written written = write(BIG, big, big.length);
    write(store, ArtifactPath.of("1/run/artifacts/small"), "small");
    Entry small = store.stat(ArtifactPath.of("1/run/artifacts/small")).orElseThrow();
    try (SealDraft draft = store.draftSeal()) {
      assertThat(draft.copy(store.stat(BIG).orElseThrow(), written, "data/big"))
          .contains(written.sha256());
      assertThat(draft.copy(small, "small")).contains(Sha256.hex("small".getBytes(UTF_8)));
      assertThat(store.files(ArtifactPath.of("seals"))).isEmpty();

      Map<String, FileStamp> stamps =
          draft.publish(digest, "list".getBytes(UTF_8)).orElseThrow();
      for (String name : List.of("data/big", "small")) {
        ArtifactPath sealed = ArtifactPath.of("seals/" + digest + "/files/" + name);
        assertThat(store.stat(sealed).orElseThrow().stamp()).isEqualTo(stamps.get(name));
      }
    }
    assertThat(bytes(ArtifactPath.of("seals/" + digest + "/files/data/big"), 0)).isEqualTo(big);
    assertThat(read(store, ArtifactPath.of("seals/" + digest + "/manifest.json"), 0))
        .isEqualTo("list");
    try (SealDraft again = store.draftSeal()) {
      again.copy(small, "small");
      assertThat(again.publish(digest, "other".getBytes(UTF_8))).isEmpty();
    }
    assertThat(read(store, ArtifactPath.of("seals/" + digest + "/manifest.json"), 0))
        .isEqualTo("list");
  }

  @Test
  void publish_ofAFileThatWasReplacedMeanwhileMakesNoSeal() {
    ArtifactPath path = ArtifactPath.of("1/run/artifacts/model");
    Written written = write(store, path, "first");
    Entry listed = store.stat(path).orElseThrow();
    try (SealDraft draft = store.draftSeal()) {
      assertThat(draft.copy(listed, written, "model")).isPresent();
      write(store, path, "other");
      assertThat(draft.publish("1".repeat(64), new byte[] {'x'})).isEmpty();
    }
    assertThat(store.stat(ArtifactPath.of("seals/" + "1".repeat(64) + "/manifest.json")))
        .isEmpty();
    try (SealDraft draft = store.draftSeal()) {
      assertThat(draft.copy(listed, "model")).isEmpty();
    }
  }
}
