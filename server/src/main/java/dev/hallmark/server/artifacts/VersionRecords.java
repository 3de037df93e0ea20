package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Beside the seals, one small file per version that names it: {@code versions/<model id>/<number>.json}. */
public final class VersionRecords {
  private final ArtifactStore store;

  public VersionRecords(ArtifactStore store) {
    this.store = store;
  }

  /** Writes the record where it is missing or says something else. Not flushed to disk. */
  public void write(VersionRecord version) {
    byte[] content = version.json().getBytes(StandardCharsets.UTF_8);
    if (!holds(version.path(), content)) {
      store.note(version.path(), content);
    }
  }

  private boolean holds(ArtifactPath path, byte[] content) {
    try {
      Optional<OpenFile> found = store.open(path);
      if (found.isEmpty()) {
        return false;
      }
      try (OpenFile file = found.get();
          InputStream in = file.from(0)) {
        return Arrays.equals(in.readNBytes(content.length + 1), content);
      }
    } catch (IOException e) {
      throw RegistryException.unavailable(Subject.STORAGE, e);
    }
  }

  /** The version was deleted. No change without a record. */
  public void remove(long modelId, int version) {
    store.delete(VersionRecord.folder(modelId).child(version + ".json"));
  }

  /** The model was deleted with all its versions. No change without records. */
  public void remove(long modelId) {
    store.delete(VersionRecord.folder(modelId));
  }
}
