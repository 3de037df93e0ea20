package dev.hallmark.server.artifacts;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Beside the seals, one small file per version that names it: {@code versions/<model id>/<n>.json}. */
public final class VersionRecords {
  private final ArtifactStore store;

  public VersionRecords(ArtifactStore store) {
    this.store = store;
  }

  /** Written when the version is committed. Not forced: {@link #complete} finds what a power cut took. */
  public void record(VersionRecord version) {
    store.note(version.path(), json(version));
  }

  private static byte[] json(VersionRecord version) {
    return version.json().getBytes(StandardCharsets.UTF_8);
  }

  /** The version is deleted, and nobody is to take its record for more. */
  public void forget(long modelId, int version) {
    store.delete(new VersionRecord(modelId, "", version, "", "", "", 0).path());
  }

  /** The model is deleted with all its versions. */
  public void forget(long modelId) {
    store.delete(VersionRecord.folder(modelId));
  }

  /**
   * Writes those that are missing or not of their length: a server, or its machine, may have stopped between a version's
   * commit and its record, and a renamed model has another name.
   */
  public void complete(Stream<VersionRecord> versions) {
    versions.filter(each -> !isThere(each)).forEach(this::record);
  }

  private boolean isThere(VersionRecord version) {
    return store
        .stat(version.path())
        .filter(found -> found.size() == json(version).length)
        .isPresent();
  }
}
