package dev.hallmark.server;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.gc.Sweep.Found;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.config.GcConfig;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with a garbage collection, on a database and a store. */
abstract class GcCase {
  static final GcConfig MANUAL = new GcConfig(Duration.ZERO, Duration.ofDays(7));
  static final ExperimentId DEFAULT = new ExperimentId(0);

  GcServices server;

  abstract Database database();

  abstract ArtifactStore store();

  static ArtifactStore inFolder(Path folder) {
    try {
      return LocalStore.open(folder, FileModes.PRIVATE, Database::halt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void open() {
    server =
        new GcServices(database(), store(), new MutableClock(System.currentTimeMillis()), MANUAL);
    server.model("fraud");
  }

  @AfterEach
  void close() {
    server.close();
  }

  static List<String> names(GcRun run, GarbageKind kind, Outcome outcome) {
    return run.listed().stream()
        .filter(each -> each.kind() == kind && each.outcome() == outcome)
        .map(Found::name)
        .toList();
  }

  static List<String> freed(GcRun run, GarbageKind kind) {
    return names(run, kind, Outcome.FREED);
  }

  static String seal(ModelVersion version) {
    return version.source().digest().orElseThrow();
  }

  /** The files of the experiment {@code Default}. */
  List<String> everyFile() {
    return server.store.files(ArtifactPath.ROOT.child("0")).stream()
        .map(each -> each.path().value())
        .toList();
  }
}
