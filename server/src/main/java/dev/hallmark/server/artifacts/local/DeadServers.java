package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import dev.hallmark.server.artifacts.store.Leftovers;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.artifacts.store.StoreFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders of temporary files of servers that do not run any more. */
record DeadServers(Folder.Root root, TempFiles tempFiles) implements Leftovers {
  private static final ArtifactPath ALL = new ArtifactPath(PathRules.TEMPORARY);

  @Override
  public List<Leftover> after(String position, int limit) {
    return StoreFailures.call(() -> {
      List<Leftover> found = new ArrayList<>();
      for (String name : LocalUsage.names(root, ALL, position, limit)) {
        found.add(leftover(name));
      }
      return found;
    });
  }

  /** The folder of a running server is never old. */
  private Leftover leftover(String name) throws IOException {
    String path = ALL + "/" + name;
    if (tempFiles.isOfRunningServer(Path.of(name))) {
      return new Leftover(name, name, path, 0, Long.MAX_VALUE);
    }
    Usage usage = LocalUsage.of(root, ALL.child(name));
    return new Leftover(name, name, path, usage.bytes(), usage.newest());
  }

  @Override
  public boolean remove(Leftover leftover) {
    return StoreFailures.call(() -> tempFiles.removeOfDeadServer(Path.of(leftover.id())));
  }
}
