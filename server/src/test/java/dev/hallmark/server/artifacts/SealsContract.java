package dev.hallmark.server.artifacts;

import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.storage.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which seal a folder gets. */
abstract class SealsContract extends SealingContract {
  @Test
  void seal_isNamedByItsContents() {
    Seal seal = uploadedModel();

    String lines = Sha256.hex("flavors".getBytes(UTF_8)) + "  7  MLmodel\n"
        + Sha256.hex("weights".getBytes(UTF_8)) + "  7  data/model.pkl\n";
    assertThat(seal).isEqualTo(new Seal(Sha256.hex(sorted(lines).getBytes(UTF_8)), 2, 14));
    assertThat(seal.location().value()).isEqualTo("seals/" + seal.digest() + "/files");
    assertThat(seals.find(seal.digest())).contains(seal);
    assertThat(store.files(Seal.folder(seal.digest())))
        .extracting(file -> file.path().from(Seal.folder(seal.digest())))
        .containsExactly("files/MLmodel", "files/data/model.pkl", "manifest.json");
  }

  private static String sorted(String lines) {
    return lines.lines().sorted().map(line -> line + "\n").reduce("", String::concat);
  }

  @Test
  void seal_ofAFileHoldsThatFile() throws IOException {
    upload(MODEL.child("MLmodel"), "flavors");
    Seal seal = seals.seal(READER, MODEL.child("MLmodel")).orElseThrow();
    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("flavors");
    assertThat(seal.files()).isEqualTo(1);
  }

  @Test
  void seal_isEmptyWhereNoFileLies() throws IOException {
    Files.createDirectories(folder.resolve("1/run/artifacts/empty/folder"));
    assertThat(seals.seal(READER, MODEL)).isEmpty();
    assertThat(seals.seal(READER, ArtifactPath.of("1/run/artifacts/empty"))).isEmpty();
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @Test
  void seal_ofEqualContentsIsOneSeal() throws IOException {
    Seal first = uploadedModel();
    ArtifactPath copy = ArtifactPath.of("2/models/m-1/artifacts");
    takeOver(copy.child("MLmodel"), "flavors");
    takeOver(copy.child("data/model.pkl"), "weights");

    assertThat(seals.seal(READER, copy)).contains(first);
    assertThat(seals.seal(READER, MODEL)).contains(first);
    assertThat(newSeals().seal(READER, first.location())).contains(first);
    assertThat(store.list(ArtifactPath.of("seals"))).hasSize(1);
  }

  @Test
  void seal_canBeCheckedWithTheCommandOfTheDocuments() throws Exception {
    upload(MODEL.child("with blanks, \"quotes\" and größe/精度.txt"), "x");
    Seal seal = uploadedModel();

    Process check = new ProcessBuilder("bash", "-c", SealCheck.COMMAND)
        .directory(folder.resolve(seal.location().value()).toFile())
        .redirectErrorStream(true)
        .start();

    assertThat(new String(check.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo(seal.digest() + "  -\n");
  }

  @Test
  void seal_takesNoBytesWhereAllDigestsAreKnown() throws IOException {
    Seal seal = uploadedModel();
    store = new WatchedStore(store, () -> {
      throw new AssertionError("a seal was begun");
    });
    assertThat(newSeals().seal(READER, MODEL)).contains(seal);
  }

  @Test
  void seal_remembersTheDigestsOfATakenOverFolder() throws IOException {
    takeOver(MODEL.child("MLmodel"), "flavors");
    Seal seal = seals.seal(READER, MODEL).orElseThrow();
    store = new WatchedStore(store, () -> {
      throw new AssertionError("a seal was begun");
    });
    assertThat(newSeals().seal(READER, MODEL)).contains(seal);
  }

  @Test
  void seal_remembersTheDigestOfAFileThatAnOlderOneReplaced() throws IOException {
    upload(MODEL.child("MLmodel"), "before");
    takeOver(MODEL.child("MLmodel"), "flavors");
    Seal seal = seals.seal(READER, MODEL).orElseThrow();
    store = new WatchedStore(store, () -> {
      throw new AssertionError("a seal was begun");
    });
    assertThat(newSeals().seal(READER, MODEL)).contains(seal);
  }

  @Test
  void seal_doesNotTrustTheTimeOfAFileJustWritten() throws IOException {
    Path file = takeOver(MODEL.child("MLmodel"), "flavors");
    FileTime now = FileTime.fromMillis(Clock.systemUTC().millis());
    Files.setLastModifiedTime(file, now);
    Seal before = seals.seal(READER, MODEL).orElseThrow();
    Files.writeString(file, "FLAVORS");
    Files.setLastModifiedTime(file, now);

    assertThat(seals.seal(READER, MODEL).orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void seal_refusesAFolderWithALinkInIt() throws IOException {
    takeOver(MODEL.child("MLmodel"), "flavors");
    Files.createSymbolicLink(
        folder.resolve(MODEL.child("weights").value()), Path.of("/etc/hostname"));
    assertThatThrownBy(() -> seals.seal(READER, MODEL))
        .extracting("kind", "value")
        .containsExactly(ErrorKind.INVALID_ARGUMENT, MODEL.child("weights").value());
  }

  @Test
  void seal_madeByAnEarlierProcessGetsItsRows() {
    Seal seal = uploadedModel();
    writes.run(tx -> new FileRows(database.jdbi(), writes).deleted(tx, Seal.folder(seal.digest())));

    assertThat(newSeals().seal(READER, MODEL)).contains(seal);

    List<Entry> files = store.files(seal.location());
    assertThat(new FileRows(database.jdbi(), writes).matching(seal.location(), files))
        .hasSize(2);
  }

  @Test
  void verify_namesWhatDiffers() throws IOException {
    Seal seal = uploadedModel();
    Path files = folder.resolve(seal.location().value());
    Files.delete(files.resolve("MLmodel"));
    Files.writeString(files.resolve("added"), "x");
    assertThat(damaged(seal.digest())).containsExactly("MLmodel", "added");

    Path manifest =
        folder.resolve(Seal.folder(seal.digest()).child(Seal.MANIFEST).value());
    Files.setPosixFilePermissions(manifest, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(manifest, Files.readString(manifest).replace("\"size\": 7", "\"size\": 8"));
    assertThat(damaged(seal.digest())).containsExactly(Seal.MANIFEST, "MLmodel", "added");
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM artifact"));
    assertThat(damaged(seal.digest())).containsExactly(Seal.MANIFEST);
    assertThat(damaged("0".repeat(64))).containsExactly(Seal.MANIFEST);
  }
}
