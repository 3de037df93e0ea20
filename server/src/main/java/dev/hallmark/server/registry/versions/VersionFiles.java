package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.VersionRecord;
import dev.hallmark.server.artifacts.VersionRecords;
import dev.hallmark.server.error.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of each version beside the seals in step with the database. The database is what counts: a record that
 * cannot be written fails no call, whose change stands already, and is made up for at the next start.
 */
public final class VersionFiles {
  private static final Logger LOG = LoggerFactory.getLogger(VersionFiles.class);
  private static final int VERSIONS_AT_ONCE = 500;

  private final VersionRecords records;

  public VersionFiles(VersionRecords records) {
    this.records = records;
  }

  void made(long modelId, ModelVersion version) {
    keep("write", modelId, () -> records.record(record(modelId, version)));
  }

  public void gone(long modelId, int version) {
    keep("remove", modelId, () -> records.forget(modelId, version));
  }

  public void gone(long modelId) {
    keep("remove", modelId, () -> records.forget(modelId));
  }

  private static void keep(String what, long modelId, Runnable action) {
    try {
      action.run();
    } catch (RegistryException e) {
      LOG.warn("could not {} a version record of model {}", what, modelId, e);
    }
  }

  /**
   * Writes the records that are missing.
   *
   * @param rest told how long it has just worked; answers, when that was enough of a rest, whether to go on
   */
  void complete(Jdbi jdbi, Predicate<Duration> rest) {
    long last = 0;
    long begun;
    List<VersionStore.RecordRow> rows;
    do {
      begun = System.nanoTime();
      long from = last;
      rows = jdbi.withExtension(
          VersionStore.class, versions -> versions.after(from, VERSIONS_AT_ONCE));
      records.complete(rows.stream().map(VersionStore.RecordRow::record));
      last = rows.isEmpty() ? last : rows.get(rows.size() - 1).id();
    } while (rows.size() == VERSIONS_AT_ONCE
        && rest.test(Duration.ofNanos(System.nanoTime() - begun)));
  }

  private static VersionRecord record(long modelId, ModelVersion version) {
    return new VersionRecord(
        modelId,
        version.name(),
        version.version(),
        version.source().given(),
        version.source().digest(),
        version.source().runId(),
        version.createdAt());
  }
}
