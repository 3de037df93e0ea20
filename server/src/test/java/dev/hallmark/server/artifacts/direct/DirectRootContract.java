package dev.hallmark.server.artifacts.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.HostilePaths;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.integrity.SealRestoration;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.artifacts.sealing.SourceSealing;
import dev.hallmark.server.artifacts.sealing.UnsealableSourceException;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.PathsOfNobody;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.VersionsOfNobody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of {@link DirectRoot} does alike, and that a seal of the same files is the same. */
public abstract class DirectRootContract {
  protected static final ArtifactPath MODEL = ArtifactPath.of("1/run/artifacts/model");

  private static final Caller ANN = TestCallers.named("ann");

  @TempDir
  Path storeFolder;

  private DirectRoot root;
  private Database database;
  private ServiceContext context;
  private LocalStore store;
  private Artifacts artifacts;
  private SourceSealing sealing;

  protected abstract DirectRoot newRoot() throws IOException;

  /** Stores a file as a client does. */
  protected abstract void put(String path, String text);

  protected abstract void delete(String path);

  /** Deletes the whole folder or bucket of the root, with all files. */
  protected abstract void deleteRoot();

  @BeforeEach
  void open() throws IOException {
    root = newRoot();
    database = Database.memory();
    context = new ServiceContext(
        database.jdbi(),
        new Writes(database, List.of()),
        new Access(TestCallers.POLICY),
        Clock.systemUTC());
    store = LocalStore.open(storeFolder, FileModes.PRIVATE, failure -> {
      throw new AssertionError("a flush failed");
    });
    artifacts = new Artifacts(
        context, store, new PathsOfNobody(), (caller, path) -> true, new VersionsOfNobody());
    sealing = new SourceSealing(store, artifacts.seals());
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
    root.close();
  }

  private void model() {
    put(MODEL + "/MLmodel", "flavors");
    put(MODEL + "/data/größe 1.pkl", "weights");
    put(MODEL + "/empty", "");
  }

  private Optional<DirectFolder> find(String relative) {
    return new DirectRoots(List.of(root)).find(root.uri().text() + "/" + relative);
  }

  protected Seal seal(ArtifactPath path) {
    return sealing.seal(find(path.value()).orElseThrow(), state -> {});
  }

  private Entry entry(String path) {
    return root.stat(ArtifactPath.of(path)).orElseThrow();
  }

  private static List<String> paths(List<Entry> entries) {
    return entries.stream().map(entry -> entry.path().value()).toList();
  }

  @Test
  void stat_tellsFilesFoldersAndNothingApart() {
    model();
    assertThat(entry(MODEL + "/MLmodel").folder()).isFalse();
    assertThat(entry(MODEL + "/MLmodel").size()).isEqualTo(7);
    assertThat(entry(MODEL.value()).folder()).isTrue();
    assertThat(root.stat(ArtifactPath.ROOT)).map(Entry::folder).contains(true);
    assertThat(root.stat(MODEL.child("none"))).isEmpty();
    assertThat(root.stat(MODEL.child("MLmodel/below"))).isEmpty();
  }

  @Test
  void list_isOneFolder() {
    model();
    assertThat(paths(root.list(MODEL)))
        .containsExactly(MODEL + "/MLmodel", MODEL + "/data", MODEL + "/empty");
    assertThat(root.list(MODEL.child("MLmodel"))).isEmpty();
    assertThat(root.list(MODEL.child("none"))).isEmpty();
  }

  @Test
  void files_areAllBelowAFolderOrTheFileItself() {
    model();
    assertThat(paths(root.files(MODEL)))
        .containsExactly(MODEL + "/MLmodel", MODEL + "/data/größe 1.pkl", MODEL + "/empty");
    assertThat(paths(root.files(MODEL.child("MLmodel")))).containsExactly(MODEL + "/MLmodel");
    assertThat(root.files(MODEL.child("none"))).isEmpty();
  }

  @Test
  void files_endWhenThereAreTooMany() {
    model();
    int[] counted = new int[1];
    assertThatThrownBy(() -> root.files(MODEL, count -> {
          counted[0] += count;
          throw new IllegalStateException("too many");
        }))
        .hasMessage("too many");
    assertThat(counted[0]).isPositive();
  }

  @Test
  void open_isEmptyForAFolderAndForNothing() throws IOException {
    model();
    assertThat(root.open(MODEL)).isEmpty();
    assertThat(root.open(MODEL.child("none"))).isEmpty();
    try (OpenFile file = root.open(MODEL.child("MLmodel")).orElseThrow();
        InputStream in = file.from(3)) {
      assertThat(in.readAllBytes()).isEqualTo("vors".getBytes(UTF_8));
    }
  }

  private String read(Entry file) throws IOException {
    try (InputStream in = root.read(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void read_isOfTheListedFileOnly() throws IOException {
    model();
    Entry listed = entry(MODEL + "/MLmodel");
    assertThat(read(listed)).isEqualTo("flavors");
    put(MODEL + "/MLmodel", "other flavors");
    assertThatThrownBy(() -> read(listed)).isInstanceOf(ChangedFileException.class);
    Entry replaced = entry(MODEL + "/MLmodel");
    delete(MODEL + "/MLmodel");
    assertThatThrownBy(() -> read(replaced)).isInstanceOf(ChangedFileException.class);
  }

  @Test
  void seal_hasTheDigestOfItsManifest() throws IOException {
    model();
    Seal seal = seal(MODEL);
    String manifest = Stream.of(
            Sha256.hex("flavors".getBytes(UTF_8)) + "  7  MLmodel\n",
            Sha256.hex("weights".getBytes(UTF_8)) + "  7  data/größe 1.pkl\n",
            Sha256.hex(new byte[0]) + "  0  empty\n")
        .sorted()
        .collect(Collectors.joining());
    assertThat(seal.digest()).isEqualTo(Sha256.hex(manifest.getBytes(UTF_8)));
    assertThat(seal.files()).isEqualTo(3);
    assertThat(seal.bytes()).isEqualTo(14);
    Path files = storeFolder.resolve(seal.location().value());
    assertThat(files.resolve("data/größe 1.pkl")).hasContent("weights");
    assertThat(files.resolve("empty")).isEmptyFile();
  }

  @Test
  void seal_ofOneFileIsNamedByIt() throws IOException {
    model();
    Seal seal = seal(MODEL.child("data/größe 1.pkl"));
    assertThat(seal.files()).isEqualTo(1);
    Path files = storeFolder.resolve(seal.location().value());
    assertThat(files.resolve("größe 1.pkl")).hasContent("weights");
  }

  @Test
  void seal_ofAFileThatIsReplacedMeanwhileHasTheNewBytes() {
    model();
    AtomicBoolean replaced = new AtomicBoolean();
    Seal seal = sealing.seal(find(MODEL.value()).orElseThrow(), state -> {
      if (state.files() == 1 && replaced.compareAndSet(false, true)) {
        put(MODEL + "/MLmodel", "other flavors");
      }
    });
    Path files = storeFolder.resolve(seal.location().value());
    assertThat(files.resolve("MLmodel")).hasContent("other flavors");
  }

  @Test
  void seal_ofNothingFails() {
    model();
    assertThatThrownBy(() -> seal(MODEL.child("none")))
        .isInstanceOf(UnsealableSourceException.class)
        .hasMessageStartingWith("there are no files in ");
    assertThat(storeFolder.resolve("seals")).doesNotExist();
  }

  private SealRestoration restore(Caller caller, Seal seal) {
    DirectFolder from = find(MODEL.value()).orElseThrow();
    return new SealIntegrity(context, store, artifacts).restore(caller, seal.digest(), from);
  }

  @Test
  void damagedFile_isRestoredFromTheRoot() throws IOException {
    model();
    Seal seal = seal(MODEL);
    Path file = storeFolder.resolve(seal.location().value()).resolve("data/größe 1.pkl");
    Files.delete(file);
    assertThatThrownBy(() -> restore(new Caller(ANN.principal(), "other", ANN.request()), seal))
        .extracting("kind", "field")
        .containsExactly(ErrorKind.NOT_FOUND, "uri");

    put(MODEL + "/data/größe 1.pkl", "WEIGHTS");
    assertThatThrownBy(() -> restore(ANN, seal))
        .extracting("kind", "field", "value")
        .containsExactly(
            ErrorKind.INVALID_ARGUMENT,
            "uri",
            root.uri().text() + "/" + MODEL + "/data/größe 1.pkl");
    assertThat(file).doesNotExist();

    put(MODEL + "/data/größe 1.pkl", "weights");
    SealRestoration done = restore(ANN, seal);
    assertThat(done.after().isIntact()).isTrue();
    assertThat(done.restored()).containsExactly("data/größe 1.pkl");
    assertThat(file).hasContent("weights");
  }

  @Test
  void missingRoot_isUnavailable() {
    model();
    deleteRoot();
    assertThatThrownBy(() -> seal(MODEL))
        .extracting("kind", "reason", "value")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.ROOT_MISSING, root.uri().text());
    assertThatThrownBy(() -> root.list(ArtifactPath.ROOT))
        .extracting("reason")
        .isEqualTo(Reason.ROOT_MISSING);
  }

  @Test
  void find_takesNoNameLongerThanOnADisk() {
    assertThat(find("1/" + "x".repeat(255))).isPresent();
    assertThat(find("1/" + "x".repeat(256))).isEmpty();
  }

  @Test
  void find_neverLeadsOutOfTheRoot() throws IOException {
    Files.writeString(storeFolder.resolve("secret"), "secret");
    model();
    for (String path : HostilePaths.anywhere().toList()) {
      find(MODEL + "/" + path).ifPresent(found -> {
        assertThat(found.path().startsWith(MODEL)).as(path).isTrue();
        assertThat(root.open(found.path())).as(path).isEmpty();
      });
    }
    assertThat(new DirectRoots(List.of(root)).find(root.uri().text() + "more/1"))
        .isEmpty();
  }
}
