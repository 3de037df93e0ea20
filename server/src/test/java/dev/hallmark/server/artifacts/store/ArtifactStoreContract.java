package dev.hallmark.server.artifacts.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Sha256;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of store does alike. */
public abstract class ArtifactStoreContract {
  private static final ArtifactPath FILE = ArtifactPath.of("1/run/artifacts/größe.txt");

  private ArtifactStore store;

  protected abstract ArtifactStore newStore() throws IOException;

  /** Everything the store holds on its medium, finished or not. */
  protected abstract List<String> leftovers() throws IOException;

  @BeforeEach
  void open() throws IOException {
    store = newStore();
  }

  public static Written write(ArtifactStore store, ArtifactPath path, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    try (Incoming incoming = store.receive(path, new ByteArrayInputStream(bytes), bytes.length)) {
      return incoming.commit();
    }
  }

  public static String read(ArtifactStore store, ArtifactPath path, long from) throws IOException {
    try (OpenFile open = store.open(path).orElseThrow();
        InputStream in = open.from(from)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void receive_storesBytesAndTellsTheirDigest() throws IOException {
    Written written = write(store, FILE, "abc");

    assertThat(written.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(read(store, FILE, 0)).isEqualTo("abc");
    assertThat(read(store, FILE, 2)).isEqualTo("c");
    Entry entry = store.stat(FILE).orElseThrow();
    assertThat(entry).isEqualTo(new Entry(FILE, false, written.stamp(), entry.modifiedAt()));
  }

  @Test
  void note_writesAndReplaces() throws IOException {
    ArtifactPath note = ArtifactPath.of("versions/7/1.json");
    store.writeUnflushed(note, "first".getBytes(UTF_8));
    store.writeUnflushed(note, "second".getBytes(UTF_8));
    assertThat(read(store, note, 0)).isEqualTo("second");
    assertThat(leftovers()).containsExactly("versions/7/1.json");
  }

  @Test
  void receive_takesAnUnannouncedLengthAndNoBytes() throws IOException {
    byte[] big = new byte[3_000_000];
    new Random(1).nextBytes(big);
    for (byte[] bytes : List.of(big, new byte[0])) {
      try (Incoming incoming = store.receive(FILE, new ByteArrayInputStream(bytes), -1)) {
        assertThat(incoming.commit().sha256()).isEqualTo(Sha256.hex(bytes));
      }
      assertThat(store.stat(FILE).orElseThrow().size()).isEqualTo(bytes.length);
    }
  }

  @Test
  void receive_isNotSeenBeforeCommitAndLeavesNothingWithoutIt() throws IOException {
    write(store, FILE, "old");
    try (Incoming incoming =
        store.receive(FILE, new ByteArrayInputStream("new".getBytes(UTF_8)), 3)) {
      assertThat(read(store, FILE, 0)).isEqualTo("old");
    }
    assertThat(read(store, FILE, 0)).isEqualTo("old");
    assertThat(leftovers()).containsExactly(FILE.value());
  }

  @Test
  void receive_refusesABodyThatIsNotOfTheLengthAnnounced() throws IOException {
    assertThatThrownBy(() -> store.receive(FILE, new ByteArrayInputStream(new byte[5]), 6))
        .isInstanceOf(RegistryException.class)
        .extracting("field", "value")
        .containsExactly("Content-Length", "6");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void receive_leavesNothingOfABodyThatBreaksOff() throws IOException {
    InputStream broken = new FilterInputStream(new ByteArrayInputStream(new byte[400_000])) {
      private int left = 300_000;

      @Override
      public int read(byte[] to, int at, int length) throws IOException {
        if (left <= 0) {
          throw new IOException("the client is gone");
        }
        int read = super.read(to, at, Math.min(length, left));
        left -= read;
        return read;
      }
    };
    assertThatThrownBy(() -> store.receive(FILE, broken, 400_000))
        .isInstanceOf(RegistryException.class);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void receive_refusesAPlaceThatCannotHoldAFile() {
    write(store, FILE, "x");
    for (ArtifactPath path : List.of(FILE.parent(), FILE.child("below"), FILE.child("far/below"))) {
      assertThatThrownBy(() -> write(store, path, "y"))
          .isInstanceOf(RegistryException.class)
          .extracting("subject", "value")
          .containsExactly(Subject.ARTIFACT, path.value());
    }
  }

  @Test
  void receive_storesAFileInThePlaceOfADeletedFolder() {
    write(store, FILE.child("below"), "x");
    store.delete(FILE.child("below"));
    store.delete(FILE);
    write(store, FILE, "y");
    assertThatThrownBy(() -> write(store, FILE.child("below"), "x"))
        .isInstanceOf(RegistryException.class)
        .extracting("reason")
        .isEqualTo(Reason.MISMATCH);
  }

  @Test
  void open_neverReadsWhatHasTakenThePlaceOfTheFile() throws IOException {
    write(store, FILE, "old bytes");
    try (OpenFile open = store.open(FILE).orElseThrow()) {
      Written after = write(store, FILE, "new");
      assertThat(open.stamp()).isNotEqualTo(after.stamp());
      try (InputStream in = open.from(0)) {
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("old bytes");
      } catch (RegistryException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      }
    }
    assertThat(read(store, FILE, 0)).isEqualTo("new");
  }

  /** A store in a bucket requests 64 KiB with the first request. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void open_readsFromEveryOffsetAndAgain(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    try (Incoming incoming = store.receive(FILE, new ByteArrayInputStream(bytes), size)) {
      incoming.commit();
    }
    try (OpenFile open = store.open(FILE).orElseThrow()) {
      assertThat(open.stamp()).isEqualTo(store.stat(FILE).orElseThrow().stamp());
      for (int offset : List.of(0, 0, size / 2, size, Math.min(size, 65_536), 0)) {
        byte[] rest = open.from(offset).readAllBytes();
        assertThat(rest).isEqualTo(Arrays.copyOfRange(bytes, offset, size));
      }
    }
  }

  @Test
  void list_ofTooManyIsGivenUp() {
    write(store, ArtifactPath.of("1/a.txt"), "a");
    write(store, ArtifactPath.of("1/b.txt"), "b");
    List<Integer> counts = new ArrayList<>();

    assertThat(store.list(ArtifactPath.of("1"), counts::add)).hasSize(2);
    assertThat(counts).containsExactly(2);
    RegistryException tooMany =
        RegistryException.of(ErrorKind.OVERLOADED, Subject.REQUEST, Reason.TOO_LONG, "body", "");
    assertThatThrownBy(() -> store.list(ArtifactPath.of("1"), count -> {
          throw tooMany;
        }))
        .isSameAs(tooMany);
  }

  @Test
  void list_tellsFilesAndFoldersByName() {
    write(store, ArtifactPath.of("1/b.txt"), "four");
    write(store, ArtifactPath.of("1/a/deep/c.txt"), "x");

    assertThat(store.list(ArtifactPath.of("1")))
        .extracting(Entry::name, Entry::folder, Entry::size)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", true, 0L),
            org.assertj.core.groups.Tuple.tuple("b.txt", false, 4L));
    assertThat(store.list(ArtifactPath.ROOT)).extracting(Entry::name).containsExactly("1");
    assertThat(store.list(ArtifactPath.of("1/b.txt"))).isEmpty();
    assertThat(store.list(ArtifactPath.of("nowhere"))).isEmpty();
  }

  @Test
  void files_tellsAllBelowByPath() {
    write(store, ArtifactPath.of("1/b"), "x");
    write(store, ArtifactPath.of("1/a/deep/c"), "x");
    write(store, ArtifactPath.of("10/z"), "x");

    assertThat(store.files(ArtifactPath.of("1")))
        .extracting(file -> file.path().value())
        .containsExactly("1/a/deep/c", "1/b");
    assertThat(store.files(ArtifactPath.of("1/b"))).hasSize(1);
    assertThat(store.files(ArtifactPath.of("2"))).isEmpty();
  }

  @Test
  void delete_takesAFileOrATreeAndNothingElse() {
    write(store, ArtifactPath.of("1/a/b"), "x");
    write(store, ArtifactPath.of("1/a/c/d"), "x");
    write(store, ArtifactPath.of("1/ab"), "x");

    assertThat(store.delete(ArtifactPath.of("1/a/b"))).isTrue();
    assertThat(store.delete(ArtifactPath.of("1/a"))).isTrue();
    assertThat(store.delete(ArtifactPath.of("1/a"))).isFalse();
    assertThat(store.files(ArtifactPath.of("1")))
        .extracting(file -> file.path().value())
        .containsExactly("1/ab");
    write(store, ArtifactPath.of("1/a/b"), "again");
    assertThat(store.stat(ArtifactPath.of("1/a/b"))).isPresent();
  }

  @Test
  void highestNumber_isTheHighestOfTheFoldersAtTheTop() {
    assertThat(store.highestNumber()).isZero();
    write(store, ArtifactPath.of("9/a"), "x");
    write(store, ArtifactPath.of("12/a"), "x");
    write(store, ArtifactPath.of("12x/a"), "x");
    write(store, ArtifactPath.of("7/999/a"), "x");
    write(store, ArtifactPath.of("1000"), "a file");
    assertThat(store.highestNumber()).isEqualTo(12);
  }
}
