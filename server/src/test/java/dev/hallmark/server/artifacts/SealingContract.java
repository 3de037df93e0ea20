package dev.hallmark.server.artifacts;

import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.read;
import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.integrity.Damage;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.PathsOfNobody;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.VersionsOfNobody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Folders to seal on a disk and a database, and how to look at what came of it. */
abstract class SealingContract {
  static final ArtifactPath MODEL = ArtifactPath.of("1/run/artifacts/model");
  static final Caller CALLER = TestCallers.named("ada");
  static final AuthorizedCaller READER = TestCallers.reading(CALLER);
  static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir
  Path folder;

  Database database;
  Writes writes;
  ArtifactStore store;
  Seals seals;

  abstract Database database();

  @BeforeEach
  void open() throws IOException {
    database = database();
    writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    store = LocalStore.open(folder, FileModes.GROUP, Database::halt);
    seals = newSeals();
  }

  Seals newSeals() {
    return artifacts().seals();
  }

  SealIntegrity integrity() {
    return new SealIntegrity(context(), store, artifacts());
  }

  private ServiceContext context() {
    return new ServiceContext(
        database.jdbi(), writes, new Access(TestCallers.POLICY), Clock.systemUTC());
  }

  Artifacts artifacts() {
    ServiceContext context = context();
    return new Artifacts(
        context, store, new PathsOfNobody(), (caller, path) -> true, new VersionsOfNobody());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Stores a file as an upload does, with its row. */
  void upload(ArtifactPath path, String text) {
    Written written = write(store, path, text);
    new FileRows(database.jdbi(), writes)
        .written(new FileRow(path, written.stamp(), written.sha256(), true));
  }

  /** Puts a file there as another program does. */
  Path takeOver(ArtifactPath path, String text) throws IOException {
    Path file = folder.resolve(path.value());
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, LONG_AGO);
    return file;
  }

  /** The paths of damaged files. */
  List<String> damaged(String digest) {
    return Damage.paths(store, new FileRows(database.jdbi(), writes), digest);
  }

  Seal uploadedModel() {
    upload(MODEL.child("MLmodel"), "flavors");
    upload(MODEL.child("data/model.pkl"), "weights");
    return seals.seal(READER, MODEL).orElseThrow();
  }

  void assertIntact(Seal seal) throws IOException {
    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("flavors");
    assertThat(read(store, seal.location().child("data/model.pkl"), 0)).isEqualTo("weights");
    assertThat(damaged(seal.digest())).isEmpty();
  }

  static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }
}
