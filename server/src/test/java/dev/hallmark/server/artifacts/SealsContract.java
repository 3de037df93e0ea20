package dev.hallmark.server.artifacts;

import static dev.hallmark.server.artifacts.ArtifactStoreContract.read;
import static dev.hallmark.server.artifacts.ArtifactStoreContract.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a seal promises, on a disk and on each database. */
abstract class SealsContract {
  private static final ArtifactPath MODEL = ArtifactPath.of("1/run/artifacts/model");
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir
  Path folder;

  private Database database;
  private Writes writes;
  private ArtifactStore store;
  private Seals seals;

  abstract Database database();

  @BeforeEach
  void open() throws IOException {
    database = database();
    writes = new Writes(database, List.of());
    store = LocalStore.open(folder, FileModes.GROUP, Database::halt);
    seals = newSeals();
  }

  private Seals newSeals() {
    return new Seals(store, database, writes, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Stores a file as an upload does, with its row. */
  private void upload(ArtifactPath path, String text) {
    Written written = write(store, path, text);
    new FileRows(database.jdbi(), writes)
        .written(new FileRow(path, written.stamp(), written.sha256(), true));
  }

  /** Puts a file there as another program does. */
  private Path takeOver(ArtifactPath path, String text) throws IOException {
    Path file = folder.resolve(path.value());
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, LONG_AGO);
    return file;
  }

  private Seal uploadedModel() {
    upload(MODEL.child("MLmodel"), "flavors");
    upload(MODEL.child("data/model.pkl"), "weights");
    return seals.seal(MODEL).orElseThrow();
  }

  private void assertIntact(Seal seal) throws IOException {
    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("flavors");
    assertThat(read(store, seal.location().child("data/model.pkl"), 0)).isEqualTo("weights");
    assertThat(seals.verify(seal.digest())).isEmpty();
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  @Test
  void seal_isNamedByItsContents() {
    Seal seal = uploadedModel();

    String lines = Copying.hash("flavors".getBytes(UTF_8)) + "  7  MLmodel\n"
        + Copying.hash("weights".getBytes(UTF_8)) + "  7  data/model.pkl\n";
    assertThat(seal).isEqualTo(new Seal(Copying.hash(sorted(lines).getBytes(UTF_8)), 2, 14));
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
    Seal seal = seals.seal(MODEL.child("MLmodel")).orElseThrow();
    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("flavors");
    assertThat(seal.files()).isEqualTo(1);
  }

  @Test
  void seal_isEmptyWhereNoFileLies() throws IOException {
    Files.createDirectories(folder.resolve("1/run/artifacts/empty/folder"));
    assertThat(seals.seal(MODEL)).isEmpty();
    assertThat(seals.seal(ArtifactPath.of("1/run/artifacts/empty"))).isEmpty();
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @Test
  void seal_ofEqualContentsIsOneSeal() throws IOException {
    Seal first = uploadedModel();
    ArtifactPath copy = ArtifactPath.of("2/models/m-1/artifacts");
    takeOver(copy.child("MLmodel"), "flavors");
    takeOver(copy.child("data/model.pkl"), "weights");

    assertThat(seals.seal(copy)).contains(first);
    assertThat(seals.seal(MODEL)).contains(first);
    assertThat(newSeals().seal(first.location())).contains(first);
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
  void sealedFiles_keepTheirBytesWhenTheSourceIsOverwrittenInPlace() throws IOException {
    Seal seal = uploadedModel();
    Path weights = folder.resolve(MODEL.child("data/model.pkl").value());
    FileTime before = Files.getLastModifiedTime(weights);
    Files.writeString(weights, "forged!", StandardOpenOption.WRITE);
    Files.setLastModifiedTime(weights, before);
    assertIntact(seal);

    Files.writeString(weights, "something longer", StandardOpenOption.TRUNCATE_EXISTING);
    assertIntact(seal);
    assertThat(seals.seal(MODEL).orElseThrow().digest()).isNotEqualTo(seal.digest());
    assertIntact(seal);
  }

  @Test
  void sealedFiles_keepTheirModesWhenTheSourceIsChmodded() throws IOException {
    Seal seal = uploadedModel();
    Files.setPosixFilePermissions(
        folder.resolve(MODEL.child("MLmodel").value()),
        PosixFilePermissions.fromString("---------"));
    Path sealed = folder.resolve(seal.location().child("MLmodel").value());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed)))
        .isEqualTo("r--r-----");
    assertIntact(seal);
  }

  @Test
  void sealedFiles_outliveTheirSource() throws IOException {
    Seal seal = uploadedModel();
    upload(MODEL.child("MLmodel"), "overwritten");
    assertIntact(seal);
    store.delete(ArtifactPath.of("1"));
    assertIntact(seal);
    assertThat(seals.seal(MODEL)).isEmpty();
  }

  @Test
  void sealedFiles_ofATakenOverFolderAreSafeToo() throws IOException {
    Path flavors = takeOver(MODEL.child("MLmodel"), "flavors");
    Path weights = takeOver(MODEL.child("data/model.pkl"), "weights");
    Seal seal = seals.seal(MODEL).orElseThrow();

    Files.writeString(weights, "forged!");
    Files.setLastModifiedTime(weights, LONG_AGO);
    Files.delete(flavors);

    assertIntact(seal);
  }

  @Test
  void seal_sharesBytesWithOtherSealsOnly() throws IOException {
    Seal first = uploadedModel();
    upload(MODEL.child("README.md"), "read me");
    Seal second = seals.seal(MODEL).orElseThrow();

    Path source = folder.resolve(MODEL.child("MLmodel").value());
    Path one = folder.resolve(first.location().child("MLmodel").value());
    Path other = folder.resolve(second.location().child("MLmodel").value());
    assertThat(inode(one)).isEqualTo(inode(other)).isNotEqualTo(inode(source));
    assertIntact(second);
  }

  @Test
  void seal_copiesOnceAFileHasAllItsLinks() throws IOException {
    Seal first = uploadedModel();
    Path sealed = folder.resolve(first.location().child("MLmodel").value());
    Path links = Files.createDirectory(folder.resolve("links"));
    for (int i = 1; i < 30_000; i++) {
      Files.createLink(links.resolve("" + i), sealed);
    }

    upload(MODEL.child("README.md"), "read me");
    Seal second = seals.seal(MODEL).orElseThrow();
    upload(MODEL.child("README.md"), "read me again");
    Seal third = seals.seal(MODEL).orElseThrow();

    Path copy = folder.resolve(second.location().child("MLmodel").value());
    assertThat(inode(copy)).isNotEqualTo(inode(sealed));
    assertThat(inode(folder.resolve(third.location().child("MLmodel").value())))
        .isEqualTo(inode(copy));
    assertThat(Files.getAttribute(sealed, "unix:nlink")).isEqualTo(30_000);
  }

  @Test
  void seal_doesNotLinkToASealedFileThatWasTamperedWith() throws IOException {
    Seal first = uploadedModel();
    Path sealed = folder.resolve(first.location().child("MLmodel").value());
    Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(sealed, "damaged");

    assertThat(seals.verify(first.digest())).containsExactly("MLmodel");
    upload(MODEL.child("README.md"), "read me");
    Seal second = seals.seal(MODEL).orElseThrow();

    assertIntact(second);
  }

  @Test
  void seal_takesNoBytesWhereAllDigestsAreKnown() throws IOException {
    Seal seal = uploadedModel();
    store = new WatchedStore(store, () -> {
      throw new AssertionError("a seal was begun");
    });
    assertThat(newSeals().seal(MODEL)).contains(seal);
  }

  @Test
  void seal_remembersTheDigestsOfATakenOverFolder() throws IOException {
    takeOver(MODEL.child("MLmodel"), "flavors");
    Seal seal = seals.seal(MODEL).orElseThrow();
    store = new WatchedStore(store, () -> {
      throw new AssertionError("a seal was begun");
    });
    assertThat(newSeals().seal(MODEL)).contains(seal);
  }

  @Test
  void seal_doesNotTrustTheTimeOfAFileJustWritten() throws IOException {
    Path file = takeOver(MODEL.child("MLmodel"), "flavors");
    FileTime now = FileTime.fromMillis(Clock.systemUTC().millis());
    Files.setLastModifiedTime(file, now);
    Seal before = seals.seal(MODEL).orElseThrow();
    Files.writeString(file, "FLAVORS");
    Files.setLastModifiedTime(file, now);

    assertThat(seals.seal(MODEL).orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void seal_refusesAFolderWithALinkInIt() throws IOException {
    takeOver(MODEL.child("MLmodel"), "flavors");
    Files.createSymbolicLink(
        folder.resolve(MODEL.child("weights").value()), Path.of("/etc/hostname"));
    assertThatThrownBy(() -> seals.seal(MODEL))
        .extracting("kind", "value")
        .containsExactly(ErrorKind.INVALID_ARGUMENT, MODEL.child("weights").value());
  }

  @Test
  void seal_takesAChangingSourceAgain() throws IOException {
    upload(MODEL.child("MLmodel"), "before");
    store = new WatchedStore(store, once(() -> upload(MODEL.child("MLmodel"), "after")));
    Seal seal = newSeals().seal(MODEL).orElseThrow();

    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("after");
    assertThat(store.list(ArtifactPath.of("seals"))).hasSize(1);
  }

  @Test
  void seal_givesUpOnASourceThatNeverRests() {
    upload(MODEL.child("MLmodel"), "0");
    int[] count = {0};
    store = new WatchedStore(store, () -> upload(MODEL.child("MLmodel"), "" + ++count[0]));
    assertThatThrownBy(() -> newSeals().seal(MODEL))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(folder.resolve("seals")).doesNotExist();
  }

  @Test
  void seal_bySixteenAtOnceIsOneSeal() throws Exception {
    for (int i = 0; i < 20; i++) {
      upload(MODEL.child("file" + i), "content " + i);
    }
    Set<Seal> found = new HashSet<>();
    for (Future<Optional<Seal>> each : together(16, () -> newSeals().seal(MODEL))) {
      found.add(each.get().orElseThrow());
    }
    assertThat(found).hasSize(1);
    assertThat(seals.verify(found.iterator().next().digest())).isEmpty();
    assertThat(store.list(ArtifactPath.of("seals"))).hasSize(1);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void seal_isWholeWhileItsSourceIsRewritten() throws Exception {
    upload(MODEL.child("a"), "v0");
    upload(MODEL.child("b"), "v0");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<?> rewriting = writer.submit(() -> {
      for (int i = 1; !done.get(); i++) {
        upload(MODEL.child("a"), "v" + i);
      }
    });
    List<Seal> made = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      try {
        made.add(seals.seal(MODEL).orElseThrow());
      } catch (dev.hallmark.server.error.RegistryException restless) {
        assertThat(restless.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      }
    }
    done.set(true);
    rewriting.get();
    writer.shutdown();
    for (Seal seal : made) {
      assertThat(seals.verify(seal.digest())).isEmpty();
    }
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void seal_madeByAnEarlierProcessGetsItsRows() {
    Seal seal = uploadedModel();
    writes.run(tx -> new FileRows(database.jdbi(), writes).deleted(tx, Seal.folder(seal.digest())));

    assertThat(newSeals().seal(MODEL)).contains(seal);

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
    assertThat(seals.verify(seal.digest())).containsExactly("MLmodel", "added");

    Path manifest =
        folder.resolve(Seal.folder(seal.digest()).child(Manifest.FILE).value());
    Files.setPosixFilePermissions(manifest, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(manifest, Files.readString(manifest).replace("\"size\": 7", "\"size\": 8"));
    assertThat(seals.verify(seal.digest())).containsExactly(Manifest.FILE);
    assertThat(seals.verify("0".repeat(64))).containsExactly(Manifest.FILE);
  }

  private static Runnable once(Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (!done.getAndSet(true)) {
        work.run();
      }
    };
  }

  private List<Path> unfinished() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(folder.resolve(".tmp"), new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!file.toString().endsWith(".lock")) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }

  private static <T> List<Future<T>> together(int threads, Callable<T> work)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return pool.invokeAll(java.util.Collections.nCopies(threads, work));
    } finally {
      pool.shutdown();
    }
  }
}
