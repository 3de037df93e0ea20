package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.Written;

/** A received file that fits into one part. It stays in memory until it is committed with one request. */
record WholeBody(Uploads uploads, ArtifactPath path, PartBuffer content, String sha256)
    implements Incoming {
  @Override
  public Written commit() {
    return uploads.commit(
        path, sha256, () -> uploads.bucket().put(uploads.keys().of(path), content, any -> {}));
  }

  @Override
  public void close() {
    content.close();
  }
}
