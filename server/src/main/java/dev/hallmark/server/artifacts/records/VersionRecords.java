package dev.hallmark.server.artifacts.records;

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

/** Version records: one file {@code versions/<model id>/<number>.json} for each version. */
public final class VersionRecords {
  private final ArtifactStore store;

  public VersionRecords(ArtifactStore store) {
    this.store = store;
  }

  /** Writes the record if it is missing or different. The file is not flushed to disk. */
  public void write(VersionRecord version) {
    byte[] content = version.json().getBytes(StandardCharsets.UTF_8);
    if (!hasContent(version.path(), content)) {
      store.writeUnflushed(version.path(), content);
    }
  }

  private boolean hasContent(ArtifactPath path, byte[] content) {
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

  /** Deletes the record of a version. Does nothing if there is none. */
  public void remove(long modelId, int version) {
    store.delete(VersionRecord.folder(modelId).child(version + ".json"));
  }

  /** Deletes the records of all versions of a model. Does nothing if there are none. */
  public void remove(long modelId) {
    store.delete(VersionRecord.folder(modelId));
  }
}
