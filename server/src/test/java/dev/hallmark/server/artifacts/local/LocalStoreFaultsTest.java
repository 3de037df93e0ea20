package dev.hallmark.server.artifacts.local;

import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.read;
import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and one that fails to flush. */
class LocalStoreFaultsTest {
  private static final String BROKEN = "Input/output error";
  private static final ArtifactPath FILE = ArtifactPath.of("1/run/artifacts/model.pkl");

  @TempDir
  Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private final List<String> ended = new ArrayList<>(); // why the process would have ended
  private ArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    Path real = folder.toRealPath();
    store = LocalStore.open(
        real,
        disk.over(() -> SecureFolder.open(real)),
        FileModes.GROUP,
        failure -> ended.add(failure.getMessage()));
    write(store, FILE, "old");
  }

  private void assertRefused(Reason reason, ThrowingCallable work) {
    assertThatThrownBy(work)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, reason);
  }

  private void assertUnchanged() throws IOException {
    assertThat(read(store, FILE, 0)).isEqualTo("old");
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .filter(file -> !file.endsWith(".lock")))
          .containsExactly(FILE.value());
    }
  }

  @Test
  void write_thatFindsNoRoomIsRefusedAndLeavesNothing() throws IOException {
    for (String full : List.of(FaultyDisk.FULL, "Disk quota exceeded")) {
      disk.writing = full;
      assertRefused(Reason.READ_ONLY, () -> write(store, FILE, "new"));
      assertUnchanged();
      disk.writing = "";
      disk.creating = full;
      assertRefused(Reason.READ_ONLY, () -> write(store, FILE, "new"));
      assertUnchanged();
      disk.creating = "";
    }
    assertThat(ended).isEmpty();
    write(store, FILE, "new");
    assertThat(read(store, FILE, 0)).isEqualTo("new");
  }

  @Test
  void write_whoseFlushFindsNoRoomIsRefusedAndNotFlushedAgain() throws IOException {
    disk.flushingFiles = FaultyDisk.FULL;
    assertRefused(Reason.READ_ONLY, () -> write(store, FILE, "new"));
    assertUnchanged();
    assertThat(disk.failedFlushes).hasValue(1);
    assertThat(ended).isEmpty();
  }

  @Test
  void failedFlushOfAFile_endsTheProcessAndIsNotTriedAgain() throws IOException {
    disk.flushingFiles = BROKEN;
    assertRefused(Reason.PLAIN, () -> write(store, FILE, "new"));
    assertUnchanged();
    assertThat(disk.failedFlushes).hasValue(1);
    assertThat(ended).containsExactly(BROKEN);
  }

  @Test
  void failedFlushOfAFolder_endsTheProcessAndDoesNotSayThatNothingWasChanged() {
    for (String fault : List.of(BROKEN, FaultyDisk.FULL)) {
      ended.clear();
      disk.flushingFolders = fault;
      assertRefused(Reason.UNSURE, () -> write(store, FILE, "new"));
      assertRefused(Reason.UNSURE, () -> store.delete(FILE));
      assertThat(ended).containsExactly(fault, fault);
      disk.flushingFolders = "";
      write(store, FILE, "old");
    }
  }

  @Test
  void failedFlushOfASealedFile_endsTheProcess() throws IOException {
    disk.flushingFiles = BROKEN;
    assertRefused(Reason.PLAIN, () -> publish());
    assertThat(ended).isNotEmpty().containsOnly(BROKEN); // several files are flushed at a time
    assertUnchanged();
  }

  @Test
  void sealThatFindsNoRoom_isRefusedAndLeavesNothing() throws IOException {
    disk.writing = FaultyDisk.FULL;
    assertRefused(Reason.READ_ONLY, () -> publish());
    assertUnchanged();
    disk.writing = "";
    disk.flushingFiles = FaultyDisk.FULL;
    assertRefused(Reason.READ_ONLY, () -> publish());
    assertUnchanged();
    assertThat(ended).isEmpty();
  }

  private void publish() {
    try (SealDraft draft = store.draftSeal()) {
      assertThat(draft.copy(store.stat(FILE).orElseThrow(), "model.pkl")).isPresent();
      draft.publish("0".repeat(64), new byte[] {'x'});
    }
  }
}
