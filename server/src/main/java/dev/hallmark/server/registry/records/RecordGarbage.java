package dev.hallmark.server.registry.records;

import dev.hallmark.server.artifacts.gc.Garbage;
import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.Sweep;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/**
 * Records of versions that do not exist. Those of models with higher ids than all models are left alone, because another database may have
 * written them. The position is a model's folder and the last processed name in it.
 */
public final class RecordGarbage implements Garbage {
  private static final ArtifactPath ALL = ArtifactPath.of("versions");
  private static final Pattern FOLDER = Pattern.compile("[1-9]\\d{0,17}");
  private static final Pattern FILE = Pattern.compile("([1-9]\\d{0,8})\\.json");
  private static final int BATCH = 100;

  private final Jdbi jdbi;
  private final ArtifactStore store;

  public RecordGarbage(Jdbi jdbi, ArtifactStore store) {
    this.jdbi = jdbi;
    this.store = store;
  }

  @Override
  public GarbageKind kind() {
    return GarbageKind.VERSION_RECORD;
  }

  @Override
  public Optional<String> next(Sweep sweep, String after) {
    int slash = after.indexOf('/');
    if (slash >= 0) {
      return inFolder(sweep, after.substring(0, slash), after.substring(slash + 1));
    }
    List<String> folders = store.names(ALL, after, 1);
    return folders.isEmpty() ? Optional.empty() : Optional.of(folders.get(0) + "/");
  }

  private Optional<String> inFolder(Sweep sweep, String folder, String after) {
    if (!FOLDER.matcher(folder).matches() || Long.parseLong(folder) > highestModelId()) {
      return Optional.of(folder);
    }
    List<String> names = store.names(ALL.child(folder), after, BATCH);
    String last = after;
    for (String name : names) {
      if (sweep.isUsedUp()) {
        return Optional.of(folder + "/" + last);
      }
      remove(sweep, folder, name);
      last = name;
    }
    if (names.size() == BATCH) {
      return Optional.of(folder + "/" + last);
    }
    if (!sweep.isDryRun()) {
      store.deleteIfEmpty(ALL.child(folder));
    }
    return Optional.of(folder);
  }

  private void remove(Sweep sweep, String folder, String name) {
    if (!FILE.matcher(name).matches()) {
      return; // not one that a server wrote
    }
    VersionId version = VersionId.parse(folder + "/" + name.substring(0, name.indexOf('.')));
    if (exists(version)) {
      return;
    }
    ArtifactPath path = ALL.child(folder).child(name);
    Usage usage = store.usage(path);
    if (usage.files() == 0 || usage.newest() >= sweep.cutoff()) {
      return;
    }
    if (!sweep.isDryRun()) {
      store.deleteUntil(path, () -> false);
    }
    sweep.freed(kind(), path.value(), "the version does not exist", usage.bytes());
  }

  private long highestModelId() {
    return jdbi.withExtension(RecordStore.class, RecordStore::highestModelId);
  }

  private boolean exists(VersionId version) {
    return !jdbi.withExtension(
            RecordStore.class,
            records -> records.find(List.of(version.modelId()), List.of(version.number())))
        .isEmpty();
  }
}
