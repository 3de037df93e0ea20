package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.events.DamagedFile;
import java.util.List;

/** What a verification finds, without recording it. */
public final class Damage {
  private Damage() {}

  /** The paths of damaged files, in the order in which they are found. */
  public static List<String> paths(ArtifactStore store, FileRows rows, String digest) {
    return new SealVerifier(store, rows)
        .verify(digest).damaged().stream().map(DamagedFile::path).toList();
  }
}
