package dev.hallmark.server.registry.records;

import dev.hallmark.server.artifacts.records.VersionRecord;
import dev.hallmark.server.artifacts.records.VersionRecords;
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
 * Updates records from the database. After writing, it reads the database again and repeats until nothing has changed, so that of two
 * servers that update the same record the slower one does not leave an outdated record.
 */
final class RecordSync {
  /** The number of versions per call. */
  static final int BATCH = 200;

  private final Jdbi jdbi;
  private final VersionRecords records;

  RecordSync(Jdbi jdbi, VersionRecords records) {
    this.jdbi = jdbi;
    this.records = records;
  }

  void versions(List<VersionId> versions) {
    update(versions, () -> find(versions));
  }

  private List<VersionRecord> find(List<VersionId> versions) {
    return jdbi.withExtension(
        RecordStore.class,
        store -> store.find(
            versions.stream().map(VersionId::modelId).toList(),
            versions.stream().map(VersionId::number).toList()));
  }

  /**
   * Updates the records of the next versions after this number. Returns the last processed number, or empty at the end. Removes records of
   * versions and models that do not exist.
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
    update(
        numbers,
        () -> jdbi.withExtension(RecordStore.class, store -> store.between(model, after, last)));
    return last < highest.get() ? OptionalInt.of(last) : OptionalInt.empty();
  }

  private void update(List<VersionId> versions, Supplier<List<VersionRecord>> read) {
    Map<VersionId, VersionRecord> now = byId(read.get());
    Map<VersionId, VersionRecord> previous;
    do {
      for (VersionId version : versions) {
        apply(version, Optional.ofNullable(now.get(version)));
      }
      previous = now;
      now = byId(read.get());
    } while (!now.equals(previous));
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
