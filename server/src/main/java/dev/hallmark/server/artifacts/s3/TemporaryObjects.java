package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Leftovers;
import dev.hallmark.server.artifacts.store.PathRules;
import java.util.List;

/** Objects below {@code .tmp}, such as those that test whether the bucket can be used. The position is the key. */
record TemporaryObjects(S3Store store, S3Tree tree) implements Leftovers {
  private static final ArtifactPath ALL = new ArtifactPath(PathRules.TEMPORARY);

  @Override
  public List<Leftover> after(String position, int limit) {
    store.requireAvailable();
    return S3Failures.call(() -> tree.objectsBelow(ALL, position, limit).stream()
        .map(each -> new Leftover(
            each.key(),
            each.key(),
            store.keys().relative(each.key()),
            each.size(),
            each.lastModified().toEpochMilli()))
        .toList());
  }

  @Override
  public boolean remove(Leftover leftover) {
    store.requireAvailable();
    return S3Failures.change(() -> {
      store.bucket().delete(leftover.id());
      return true;
    });
  }
}
