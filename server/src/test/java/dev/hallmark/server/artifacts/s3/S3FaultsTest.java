package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.s3.FaultyService.Fault;
import dev.hallmark.server.artifacts.s3.service.PartMemory;
import dev.hallmark.server.artifacts.s3.service.PartSizes;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.PresignedTransfers;
import dev.hallmark.server.artifacts.store.PresignedTransfers.UploadedPart;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.testkit.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** A network that loses, and a service that refuses: once at each request of a piece of work, and from each one on. */
class S3FaultsTest {
  private static final ArtifactPath FOLDER = ArtifactPath.of("1/run/artifacts");
  private static final ArtifactPath FILE = FOLDER.child("model.bin");
  private static final String DIGEST = "d".repeat(64);
  private static final ArtifactPath SEALED =
      ArtifactPath.of("seals/" + DIGEST + "/files/model.bin");
  private static final ArtifactPath MANIFEST =
      ArtifactPath.of("seals/" + DIGEST + "/manifest.json");
  private static final byte[] OLD = noise(7_000_000);
  private static final byte[] SMALL = noise(300_000);
  private static final byte[] LARGE = noise(12_000_000);
  private static final Set<Fault> LOST = Set.of(Fault.LOST_RESPONSE, Fault.HALF_RESPONSE);
  private static final int MOST_REQUESTS = 40;
  private static final int FOR_GOOD = 1_000;

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** What is done to a store, returning once it is acknowledged; and what must hold then, seen past the fault. */
  private interface Work {
    void run(S3Store store) throws IOException;

    void check(S3Store direct, boolean acknowledged) throws IOException;
  }

  /** @return how many cases had their fault */
  private static int torture(String what, Work work) throws Exception {
    return torture(what, bucket -> work);
  }

  private static int torture(String what, Function<S3Bucket, Work> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      List<Future<Integer>> cases = new ArrayList<>();
      for (Fault fault : Fault.values()) {
        cases.add(threads.submit(() -> torture(work, fault, 1)));
        if (fault != Fault.LATENCY) {
          cases.add(threads.submit(() -> torture(work, fault, FOR_GOOD)));
        }
      }
      int spoiled = 0;
      for (Future<Integer> each : cases) {
        spoiled += each.get();
      }
      System.out.printf("%s: %d requests with a fault%n", what, spoiled);
      return spoiled;
    } finally {
      threads.shutdownNow();
    }
  }

  private static int torture(Function<S3Bucket, Work> works, Fault fault, int times)
      throws IOException {
    int port = S3Server.shared().port();
    for (int number = 1; number < MOST_REQUESTS; number++) {
      try (S3Bucket bucket = new S3Bucket(S3Server.shared());
          FaultyService service = new FaultyService(port);
          S3Store direct =
              S3Store.open(bucket.settings(""), S3Bucket.CREDENTIALS, limits(), Clock.systemUTC());
          S3Store store = through(service, bucket)) {
        put(direct, OLD);
        Work work = works.apply(bucket);
        service.spoil(fault, number, times);
        boolean acknowledged = isAcknowledged(() -> work.run(store));
        if (!service.spoiled()) {
          assertThat(acknowledged).isTrue();
          return number - 1;
        }
        if (times == 1) {
          assertThat(acknowledged).as("%s at request %s", fault, number).isTrue();
          assertThat(bucket
                  .client
                  .listMultipartUploads(list -> list.bucket(bucket.name))
                  .uploads())
              .as("unfinished uploads after %s at request %s", fault, number)
              .hasSizeLessThanOrEqualTo(LOST.contains(fault) ? 1 : 0); // its id was in the response
        }
        work.check(direct, acknowledged);
      }
    }
    throw new AssertionError("more requests than expected");
  }

  private static S3Store through(FaultyService service, S3Bucket bucket) {
    S3Settings settings = new S3Settings(
        bucket.name,
        "",
        service.uri().toString(),
        "",
        true,
        "",
        true,
        service.uri().toString());
    return S3Store.open(settings, S3Bucket.CREDENTIALS, limits(), Clock.systemUTC());
  }

  /** With memory for all parts: one that is forwarded for lack of memory cannot be sent again. */
  private static S3Limits limits() {
    return new S3Limits(new PartMemory(4 * PartSizes.LEAST), PartSizes.LEAST);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static boolean isAcknowledged(Step step) {
    try {
      step.run();
      return true;
    } catch (RegistryException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      return false;
    } catch (IOException e) { // a download broke off
      return false;
    }
  }

  private static Written put(S3Store store, byte[] bytes) {
    try (Incoming incoming = store.receive(FILE, new ByteArrayInputStream(bytes), bytes.length)) {
      return incoming.commit();
    }
  }

  private static byte[] read(S3Store store, ArtifactPath path) throws IOException {
    try (OpenFile open = store.open(path).orElseThrow();
        InputStream in = open.from(0)) {
      return in.readAllBytes();
    }
  }

  private record Upload(byte[] bytes) implements Work {
    @Override
    public void run(S3Store store) {
      assertThat(put(store, bytes).sha256()).isEqualTo(Sha256.hex(bytes));
    }

    @Override
    public void check(S3Store direct, boolean acknowledged) throws IOException {
      byte[] found = read(direct, FILE);
      if (acknowledged) {
        assertThat(found).isEqualTo(bytes);
      } else {
        assertThat(List.of(Sha256.hex(OLD), Sha256.hex(bytes))).contains(Sha256.hex(found));
      }
      assertThat(direct.list(FOLDER)).extracting(Entry::size).containsExactly((long) found.length);
    }
  }

  @Test
  void upload_isWholeOrNotThere() throws Exception {
    assertThat(torture("upload", new Upload(SMALL))).isGreaterThan(20);
  }

  @Test
  void uploadInParts_isWholeOrNotThere() throws Exception {
    assertThat(torture("upload in parts", new Upload(LARGE))).isGreaterThan(40);
  }

  /** The parts go to the service directly. */
  private record ClientUpload(S3Bucket bucket) implements Work {
    @Override
    public void run(S3Store store) {
      PresignedTransfers transfers = store.presigned().orElseThrow();
      String upload = transfers.begin(FILE);
      List<UploadedPart> parts = new ArrayList<>();
      for (int at = 0; at < LARGE.length; at += PartSizes.LEAST) {
        int number = parts.size() + 1;
        byte[] bytes = Arrays.copyOfRange(LARGE, at, Math.min(LARGE.length, at + PartSizes.LEAST));
        String etag = bucket
            .client
            .uploadPart(
                part -> part.bucket(bucket.name)
                    .key(FILE.value())
                    .uploadId(upload.substring(upload.indexOf('.') + 1))
                    .partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
        parts.add(new UploadedPart(number, etag));
      }
      transfers.complete(FILE, upload, parts);
    }

    @Override
    public void check(S3Store direct, boolean acknowledged) throws IOException {
      new Upload(LARGE).check(direct, acknowledged);
    }
  }

  @Test
  void uploadByAClient_isWholeOrNotThere() throws Exception {
    assertThat(torture("upload by a client", ClientUpload::new)).isGreaterThan(20);
  }

  @Test
  void download_hasTheBytesOrBreaksOff() throws Exception {
    assertThat(torture("download", new Work() {
          @Override
          public void run(S3Store store) throws IOException {
            assertThat(Sha256.hex(read(store, FILE))).isEqualTo(Sha256.hex(OLD));
          }

          @Override
          public void check(S3Store direct, boolean acknowledged) {}
        }))
        .isGreaterThan(10);
  }

  @Test
  void deletion_isDoneWhenItIsAcknowledged() throws Exception {
    assertThat(torture("deletion", new Work() {
          @Override
          public void run(S3Store store) {
            store.delete(FOLDER);
          }

          @Override
          public void check(S3Store direct, boolean acknowledged) throws IOException {
            if (direct.stat(FILE).isPresent()) {
              assertThat(acknowledged).isFalse();
              assertThat(Sha256.hex(read(direct, FILE))).isEqualTo(Sha256.hex(OLD));
            }
          }
        }))
        .isGreaterThan(10);
  }

  @Test
  void seal_hasItsManifestOnlyWhenItIsWhole() throws Exception {
    assertThat(torture("seal", new Work() {
          @Override
          public void run(S3Store store) {
            try (SealDraft draft = store.draftSeal()) {
              Entry file = store.stat(FILE).orElseThrow();
              assertThat(draft.copy(file, "model.bin")).contains(Sha256.hex(OLD));
              assertThat(draft.publish(DIGEST, new byte[] {'x'}).isPresent()
                      || store.stat(MANIFEST).isPresent())
                  .isTrue();
            }
          }

          @Override
          public void check(S3Store direct, boolean acknowledged) throws IOException {
            boolean there = direct.stat(MANIFEST).isPresent();
            assertThat(there || !acknowledged).isTrue();
            if (there) {
              assertThat(Sha256.hex(read(direct, SEALED))).isEqualTo(Sha256.hex(OLD));
            }
          }
        }))
        .isGreaterThan(20);
  }
}
