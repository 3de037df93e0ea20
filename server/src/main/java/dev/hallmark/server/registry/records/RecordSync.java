package dev.hallmark.server.registry.records;

import dev.hallmark.server.artifacts.VersionRecord;
import dev.hallmark.server.artifacts.VersionRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes records say what the database says. It reads the database again after it has written, until nothing changed
 * meanwhile: of two servers that work on one version the slower one never leaves what was true before.
 */
final class RecordSync {
  /** How many versions are compared in one part of the work. */
  static final int BATCH = 200;

  private final Jdbi jdbi;
  private final VersionRecords records;

  RecordSync(Jdbi jdbi, VersionRecords records) {
    this.jdbi = jdbi;
    this.records = records;
  }

  void versions(List<VersionId> versions) {
    settle(versions, () -> find(versions));
  }

  private List<VersionRecord> find(List<VersionId> versions) {
    return jdbi.withExtension(
        RecordStore.class,
        store -> store.find(
            versions.stream().map(VersionId::modelId).toList(),
            versions.stream().map(VersionId::number).toList()));
  }

  /**
   * The next versions of the model behind this number. Returns the last number looked at, or empty at the end. Numbers
   * without a version, and models that were deleted, have no record afterwards.
   */
  OptionalInt model(long model, int after) {
    Optional<Integer> highest =
        jdbi.withExtension(RecordStore.class, store -> store.lastVersion(model));
    if (highest.isEmpty()) {
      records.remove(model);
      return OptionalInt.empty();
    }
    int last = Math.min(highest.get(), after + BATCH);
    List<VersionId> numbers = IntStream.rangeClosed(after + 1, last)
        .mapToObj(number -> new VersionId(model, number))
        .toList();
    settle(
        numbers,
        () -> jdbi.withExtension(RecordStore.class, store -> store.between(model, after, last)));
    return last < highest.get() ? OptionalInt.of(last) : OptionalInt.empty();
  }

  private void settle(List<VersionId> versions, Supplier<List<VersionRecord>> read) {
    Map<VersionId, VersionRecord> now = byId(read.get());
    Map<VersionId, VersionRecord> before;
    do {
      for (VersionId version : versions) {
        apply(version, Optional.ofNullable(now.get(version)));
      }
      before = now;
      now = byId(read.get());
    } while (!now.equals(before));
  }

  private void apply(VersionId version, Optional<VersionRecord> record) {
    record.ifPresentOrElse(
        records::write, () -> records.remove(version.modelId(), version.number()));
  }

  private static Map<VersionId, VersionRecord> byId(List<VersionRecord> found) {
    return found.stream().collect(Collectors.toMap(VersionId::of, Function.identity()));
  }

  long highestModelId() {
    return jdbi.withExtension(RecordStore.class, RecordStore::highestModelId);
  }
}
