package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcH2Test extends GcContract {
  @TempDir
  Path folder;

  @TempDir
  Path outside;

  /** A seal that somebody replaced, and a link within one. */
  @Test
  void linksAmongSealsAndRecords_areRemovedButNotTheirTargets() throws IOException {
    Path target = Files.writeString(outside.resolve("MLmodel"), "mine");
    ModelVersion replaced = server.version("fraud", server.run(DEFAULT, "a"), "model");
    ModelVersion within = server.version("fraud", server.run(DEFAULT, "bb"), "model");
    ModelVersion kept = server.version("fraud", server.run(DEFAULT, "ccc"), "model");
    server.deleteVersion(replaced);
    server.deleteVersion(within);
    server.runner.runDue();
    Path seals = folder.resolve("seals");
    Path link = seals.resolve(seal(replaced));
    Files.move(link, seals.resolve("aside"));
    Files.createSymbolicLink(link, outside);
    Path files = Files.createDirectories(seals.resolve(seal(within)).resolve("files"));
    Files.createSymbolicLink(files.resolve("link"), target);
    Path record = Files.createSymbolicLink(folder.resolve("versions/1/9.json"), target);
    server.later();

    GcRun done = server.collect(false);

    assertThat(freed(done, GarbageKind.SEAL))
        .containsExactlyInAnyOrder(seal(replaced), seal(within));
    assertThat(freed(done, GarbageKind.VERSION_RECORD)).containsExactly("versions/1/9.json");
    assertThat(link).doesNotExist();
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(seals.resolve(seal(within))).doesNotExist();
    assertThat(Files.isSymbolicLink(record)).isFalse();
    assertThat(target).hasContent("mine");
    assertThat(server.isIntact(kept)).isTrue();
    assertThat(server.collect(false).totals()).isEmpty();
  }

  @Test
  void linkThatIsNoSeal_isKeptAndNotCounted() throws IOException {
    Files.createDirectories(folder.resolve("seals"));
    Path named = Files.createSymbolicLink(folder.resolve("seals/mine"), outside);
    Path unknown = Files.createSymbolicLink(folder.resolve("seals/" + "a".repeat(64)), outside);
    server.later();
    GcRun done = server.collect(false);
    assertThat(done.totals()).extracting("outcome").containsExactly(Outcome.SKIPPED);
    assertThat(Files.isSymbolicLink(named)).isTrue();
    assertThat(Files.isSymbolicLink(unknown)).isTrue();
  }

  @Override
  Database database() {
    return TestDatabase.H2.fresh();
  }

  @Override
  ArtifactStore store() {
    return inFolder(folder);
  }
}
