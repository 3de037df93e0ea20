package dev.hallmark.server.artifacts;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Beside the seals, one small file per version that names it: {@code versions/<model id>/<n>.json}. */
public final class VersionRecords {
  private final ArtifactStore store;

  public VersionRecords(ArtifactStore store) {
    this.store = store;
  }

  /** Written when the version is committed; on disk when this returns. */
  public void record(VersionRecord version) {
    byte[] json = version.json().getBytes(StandardCharsets.UTF_8);
    try (Incoming file =
        store.receive(version.path(), new ByteArrayInputStream(json), json.length)) {
      file.commit();
    }
  }

  /** The version is deleted, and nobody is to take its record for more. */
  public void forget(long modelId, int version) {
    store.delete(new VersionRecord(modelId, "", version, "", "", "", 0).path());
  }

  /** The model is deleted with all its versions. */
  public void forget(long modelId) {
    store.delete(VersionRecord.folder(modelId));
  }

  /** Writes those that are missing: a server may have stopped between a version's commit and its record. */
  public void complete(Stream<VersionRecord> versions) {
    versions.filter(each -> store.stat(each.path()).isEmpty()).forEach(this::record);
  }
}
