package dev.hallmark.server.artifacts;

import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.read;
import static dev.hallmark.server.artifacts.store.ArtifactStoreContract.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.integrity.Damage;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.s3.S3Bucket;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.PathsOfNobody;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.VersionsOfNobody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seals where nothing can be linked or renamed. */
class SealsOnS3Test {
  private static final ArtifactPath MODEL = ArtifactPath.of("1/run/artifacts/model");
  private static final Caller CALLER = TestCallers.named("ada");
  private static final AuthorizedCaller READER = TestCallers.reading(CALLER);

  private S3Bucket bucket;
  private Database database;
  private Writes writes;
  private ArtifactStore store;
  private FileRows rows;
  private Seals seals;

  @BeforeEach
  void open() {
    bucket = new S3Bucket(S3Server.shared());
    database = Database.memory();
    writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    store = bucket.store("models");
    rows = new FileRows(database.jdbi(), writes);
    seals = newSeals();
  }

  private Seals newSeals() {
    return artifacts().seals();
  }

  private ServiceContext context() {
    return new ServiceContext(
        database.jdbi(), writes, new Access(TestCallers.POLICY), Clock.systemUTC());
  }

  private Artifacts artifacts() {
    return new Artifacts(
        context(), store, new PathsOfNobody(), (caller, path) -> true, new VersionsOfNobody());
  }

  private List<String> damaged(String digest) {
    return Damage.paths(store, rows, digest);
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
    bucket.close();
  }

  private void upload(String name, String text) {
    Written written = write(store, MODEL.child(name), text);
    rows.written(new FileRow(MODEL.child(name), written.stamp(), written.sha256(), true));
  }

  private Seal sealed() {
    return seals.seal(READER, MODEL).orElseThrow();
  }

  private static String digest(String... lines) {
    return Sha256.hex((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String sha(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void uploadedFiles_areSealedWithTheDigestOfTheirBytes() throws IOException {
    upload("MLmodel", "flavors");
    upload("data/model.pkl", "weights");

    Seal seal = sealed();

    assertThat(seal)
        .isEqualTo(new Seal(
            digest(sha("flavors") + "  7  MLmodel", sha("weights") + "  7  data/model.pkl"),
            2,
            14));
    assertThat(damaged(seal.digest())).isEmpty();
    assertThat(read(store, seal.location().child("data/model.pkl"), 0)).isEqualTo("weights");
    assertThat(rows.matching(seal.location(), store.files(seal.location()))).hasSize(2);
    assertThat(seals.find(seal.digest())).contains(seal);
  }

  @Test
  void sameContents_areOneSealAlsoForAnotherServer() {
    upload("MLmodel", "flavors");
    Seal seal = sealed();
    List<String> made = bucket.everything();
    assertThat(sealed()).isEqualTo(seal);
    assertThat(newSeals().seal(READER, MODEL)).contains(seal);
    List<Seal> all = IntStream.range(0, 4)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> newSeals().seal(READER, MODEL)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .flatMap(Optional::stream)
        .toList();
    assertThat(all).hasSize(4).containsOnly(seal);
    assertThat(bucket.everything()).isEqualTo(made);
  }

  @Test
  void filesOfOtherPrograms_areHashedAndMarkersLeftOut() {
    bucket.put("models/" + MODEL + "/", "");
    bucket.put("models/" + MODEL + "/MLmodel", "flavors");
    assertThat(sealed().digest()).isEqualTo(digest(sha("flavors") + "  7  MLmodel"));
  }

  @Test
  void fileThatWasReplacedBehindTheServer_isHashedAnew() {
    upload("MLmodel", "flavors");
    bucket.put("models/" + MODEL + "/MLmodel", "FLAVORS");
    assertThat(sealed().digest()).isEqualTo(digest(sha("FLAVORS") + "  7  MLmodel"));
  }

  @Test
  void whatWasLeftOfAnAttempt_isMadeWhole() {
    upload("MLmodel", "flavors");
    String digest = digest(sha("flavors") + "  7  MLmodel");
    bucket.put("models/seals/" + digest + "/files/MLmodel", "broken");

    assertThat(sealed().digest()).isEqualTo(digest);
    assertThat(damaged(digest)).isEmpty();
  }

  @Test
  void damage_isFound() {
    upload("MLmodel", "flavors");
    Seal seal = sealed();
    bucket.put("models/" + seal.location().child("MLmodel"), "FLAVORS");
    bucket.put("models/" + seal.location().child("more"), "");
    assertThat(damaged(seal.digest())).containsExactly("MLmodel", "more");
  }

  @Test
  void damagedSeal_isRefusedUntilItIsRestored() throws IOException {
    upload("MLmodel", "flavors");
    upload("data/model.pkl", "weights");
    Seal seal = sealed();
    SealIntegrity integrity = new SealIntegrity(context(), store, artifacts());
    bucket.put("models/" + seal.location().child("MLmodel"), "FLAVORS");
    store.delete(seal.location().child("data/model.pkl"));
    bucket.put("models/" + seal.location().child("more"), "x");

    assertThat(integrity.verify(READER, seal.digest(), () -> {}).damagedCount()).isEqualTo(3);
    assertThatThrownBy(() -> newSeals().seal(READER, MODEL))
        .extracting("reason")
        .isEqualTo(Reason.QUARANTINED);
    assertThat(integrity.restore(CALLER, seal.digest(), MODEL).after().isIntact())
        .isTrue();

    assertThat(read(store, seal.location().child("MLmodel"), 0)).isEqualTo("flavors");
    assertThat(read(store, seal.location().child("data/model.pkl"), 0)).isEqualTo("weights");
    assertThat(newSeals().seal(READER, MODEL)).contains(seal);
  }
}
