package dev.hallmark.server.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Files whose bytes are not those that their digest was taken of: neither sealed nor served. */
abstract class ChangedFilesContract extends SealingContract {
  private static final ArtifactPath WEIGHTS = MODEL.child("w.bin");

  private void put(ArtifactPath path, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    artifacts().put(CALLER, path, new ByteArrayInputStream(bytes), bytes.length);
  }

  private String get(ArtifactPath path) throws IOException {
    try (StoredFile file = artifacts().get(CALLER, path);
        InputStream in = file.range(0, file.stamp().size())) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Writes as many other bytes into the file, and puts its times back. */
  private void forge(ArtifactPath path, String text) throws IOException {
    Path file = folder.resolve(path.value());
    FileTime before = Files.getLastModifiedTime(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(file, text, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, before);
  }

  private void assertRefused(ArtifactPath path, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject", "reason", "value")
        .containsExactly(ErrorKind.CONFLICT, Subject.ARTIFACT, Reason.DIFFERS, path.value());
  }

  private List<String> audit() {
    return database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery(
                "select operation || ' ' || object_kind || ' ' || revision || ' ' || details"
                    + " from audit order by id")
            .mapTo(String.class)
            .list());
  }

  private static String entry(int revision, ArtifactPath path, String recorded, String found) {
    return "ArtifactFoundChanged ARTIFACT_STORE " + revision + " {\"path\":\"" + path
        + "\",\"recorded\":\"" + Sha256.hex(recorded.getBytes(UTF_8)) + "\",\"found\":\""
        + Sha256.hex(found.getBytes(UTF_8)) + "\"}";
  }

  private static String damaged(ArtifactPath path, String recorded, String found) {
    String digest = Seal.digestOf(path).orElseThrow();
    return "SealFoundDamaged ARTIFACT_STORE 1 {\"digest\":\"" + digest
        + "\",\"damaged\":[{\"kind\":\"CHANGED\",\"path\":\""
        + path.from(Seal.location(digest)) + "\",\"expected\":\""
        + Sha256.hex(recorded.getBytes(UTF_8)) + "\",\"found\":\""
        + Sha256.hex(found.getBytes(UTF_8))
        + "\"}],\"damagedCount\":1,\"versions\":[],\"versionsListed\":true}";
  }

  private void assertQuarantined(ArtifactPath path, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject", "reason", "value")
        .containsExactly(ErrorKind.CONFLICT, Subject.ARTIFACT, Reason.QUARANTINED, path.value());
  }

  @Test
  void seal_refusesAFileThatWasChangedSinceItWasUploaded() throws IOException {
    put(WEIGHTS, "weights");
    forge(WEIGHTS, "forged!");

    assertRefused(WEIGHTS, () -> seals.seal(READER, MODEL));

    assertThat(folder.resolve("seals")).doesNotExist();
    assertThat(audit()).containsExactly(entry(1, WEIGHTS, "weights", "forged!"));
    assertRefused(WEIGHTS, () -> seals.seal(READER, MODEL));
    assertRefused(WEIGHTS, () -> get(WEIGHTS));
    assertThat(audit()).hasSize(1);
  }

  @Test
  void seal_refusesAFileThatWasChangedSinceItWasHashed() throws IOException {
    takeOver(WEIGHTS, "weights");
    takeOver(MODEL.child("MLmodel"), "flavors");
    assertThat(seals.seal(READER, WEIGHTS)).isPresent();
    Files.walk(folder.resolve("seals")).forEach(file -> file.toFile().setWritable(true));
    database.jdbi().useHandle(handle -> handle.execute("delete from sealed_content"));
    forge(WEIGHTS, "forged!");
    assertRefused(WEIGHTS, () -> seals.seal(READER, MODEL));
  }

  @Test
  void get_refusesAFileThatWasChangedBeforeItsLastBytes() throws IOException {
    put(WEIGHTS, "weights");
    forge(WEIGHTS, "forged!");
    try (StoredFile file = artifacts().get(CALLER, WEIGHTS);
        InputStream in = file.range(0, 7)) {
      assertThat(in.readNBytes(6)).hasSize(6);
      assertRefused(WEIGHTS, in::read);
    }
    assertThat(audit()).containsExactly(entry(1, WEIGHTS, "weights", "forged!"));
    assertRefused(WEIGHTS, () -> get(WEIGHTS));
    assertThat(audit()).hasSize(1);
  }

  @Test
  void get_refusesAPartOfAFileThatWasChangedElsewhere() throws IOException {
    put(WEIGHTS, "weights");
    Artifacts artifacts = artifacts();
    try (StoredFile file = artifacts.get(CALLER, WEIGHTS);
        InputStream in = file.range(2, 3)) {
      assertThat(new String(in.readNBytes(3), UTF_8)).isEqualTo("igh");
    }
    forge(WEIGHTS, "weightS");
    try (StoredFile file = artifacts.get(CALLER, WEIGHTS)) {
      assertRefused(WEIGHTS, () -> file.range(2, 3));
    }
    assertThat(audit()).containsExactly(entry(1, WEIGHTS, "weights", "weightS"));
  }

  @Test
  void changedFile_isAcceptedWhenItIsUploadedAgain() throws IOException {
    put(WEIGHTS, "weights");
    forge(WEIGHTS, "forged!");
    assertRefused(WEIGHTS, () -> get(WEIGHTS));

    put(WEIGHTS, "weights");

    assertThat(get(WEIGHTS)).isEqualTo("weights");
    assertThat(seals.seal(READER, MODEL)).isPresent();
  }

  @Test
  void sealedFile_thatWasChangedIsRefusedWhateverItsTimesAre() throws IOException {
    put(WEIGHTS, "weights");
    ArtifactPath sealed = seals.seal(READER, MODEL).orElseThrow().location().child("w.bin");
    forge(sealed, "forged!");
    assertRefused(sealed, () -> get(sealed));
    assertThat(audit()).containsExactly(damaged(sealed, "weights", "forged!"));

    Files.writeString(folder.resolve(sealed.value()), "something longer");
    assertQuarantined(sealed, () -> get(sealed));
    assertThat(audit()).hasSize(1);
    assertThat(get(WEIGHTS)).isEqualTo("weights");
  }

  @Test
  void sealedFile_thatWasChangedIsNotSealedAgain() throws IOException {
    put(WEIGHTS, "weights");
    ArtifactPath sealed = seals.seal(READER, MODEL).orElseThrow().location().child("w.bin");
    forge(sealed, "forged!");
    assertRefused(sealed, () -> get(sealed));

    assertQuarantined(sealed.parent().parent(), () -> newSeals().seal(READER, MODEL));
    put(MODEL.child("README.md"), "read me");
    Seal other = seals.seal(READER, MODEL).orElseThrow();

    assertThat(get(other.location().child("w.bin"))).isEqualTo("weights");
  }

  @Test
  void sealedFile_thatIsRestoredIsServed() throws IOException {
    put(WEIGHTS, "weights");
    ArtifactPath sealed = seals.seal(READER, MODEL).orElseThrow().location().child("w.bin");
    forge(sealed, "forged!");
    assertRefused(sealed, () -> get(sealed));

    Files.delete(folder.resolve(sealed.value()));
    Files.writeString(folder.resolve(sealed.value()), "weights");
    assertQuarantined(sealed, () -> get(sealed));
    SealIntegrity integrity = integrity();
    String digest = Seal.digestOf(sealed).orElseThrow();
    assertThat(integrity.verify(READER, digest, () -> {}).isIntact()).isTrue();

    assertThat(get(sealed)).isEqualTo("weights");
    assertThat(audit().get(1))
        .isEqualTo("SealRestored ARTIFACT_STORE 2 {\"digest\":\"" + digest
            + "\",\"restored\":[],\"versions\":[],\"versionsListed\":true}");
    assertThat(newSeals().seal(READER, MODEL)).isPresent();
  }

  @Test
  void sealedFile_isComparedWithTheListWhenItsRowIsLost() throws IOException {
    put(WEIGHTS, "weights");
    Seal seal = seals.seal(READER, MODEL).orElseThrow();
    ArtifactPath sealed = seal.location().child("w.bin");
    database.jdbi().useHandle(handle -> handle.execute("delete from artifact"));
    assertThat(get(sealed)).isEqualTo("weights");
    forge(sealed, "forged!");
    assertRefused(sealed, () -> get(sealed));
    assertQuarantined(sealed, () -> get(sealed));
    assertThat(audit()).containsExactly(damaged(sealed, "weights", "forged!"));
  }

  @Test
  void fileThatDoesNotBelongToItsSeal_isRefused() throws IOException {
    put(WEIGHTS, "weights");
    ArtifactPath added = seals.seal(READER, MODEL).orElseThrow().location().child("added");
    Files.writeString(folder.resolve(added.value()), "x");
    assertRefused(added, () -> get(added));
  }

  @Test
  void refusedFile_isNotHeldOpen() throws IOException {
    put(WEIGHTS, "weights");
    ArtifactPath sealed = seals.seal(READER, MODEL).orElseThrow().location().child("w.bin");
    Artifacts artifacts = artifacts();
    database.close();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> artifacts.get(CALLER, sealed)).isNotNull();
    }
    assertThat(openFiles()).isZero();
  }

  private long openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .filter(each -> target(each).startsWith(folder.resolve("seals")))
          .count();
    }
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return Path.of("/closed/meanwhile");
    }
  }
}
