package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.Deletes;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Deletes the objects of files and folders: one page of keys after the other, so readers can see a part of a folder meanwhile. */
record FolderDeletion(Bucket bucket, BucketKeys keys, S3Tree tree, Deletes deletes) {
  FolderDeletion(Bucket bucket, BucketKeys keys, S3Tree tree) {
    this(bucket, keys, tree, new Deletes(bucket));
  }

  /** See {@link dev.hallmark.server.artifacts.store.ArtifactStore#delete}. */
  boolean delete(ArtifactPath path) {
    tree.forget(path);
    return S3Failures.change(() -> {
      boolean[] found = new boolean[1];
      tree.keysBelow(path, page -> {
        found[0] |= !page.isEmpty();
        deletes.delete(page);
      });
      return deleteFile(path) || found[0];
    });
  }

  private boolean deleteFile(ArtifactPath path) {
    String key = keys.of(path);
    boolean found = bucket.head(key).isPresent();
    if (found) {
      bucket.delete(key);
    }
    return found;
  }

  /** See {@link dev.hallmark.server.artifacts.store.ArtifactStore#deleteUntil}. */
  boolean deleteUntil(ArtifactPath path, BooleanSupplier stop) {
    tree.forget(path);
    return S3Failures.change(() -> {
      for (List<String> page = tree.firstKeysBelow(path);
          !page.isEmpty();
          page = tree.firstKeysBelow(path)) {
        deletes.delete(page);
        if (stop.getAsBoolean()) {
          return false;
        }
      }
      deleteFile(path);
      return true;
    });
  }
}
