package dev.hallmark.server.artifacts.store;

import java.time.Instant;

/** A file with its stamp, or a folder, whose size is 0. */
public record Entry(ArtifactPath path, boolean folder, FileStamp stamp, Instant modifiedAt) {
  public String name() {
    return path.name();
  }

  public long size() {
    return folder ? 0 : stamp.size();
  }
}
