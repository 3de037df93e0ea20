package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On a platform that opens folders by path only. */
class LocalStoreByPathTest extends LocalStoreTest {
  @Override
  ArtifactStore newStore(Path folder, FileModes modes) throws IOException {
    Path real = Files.createDirectories(folder).toRealPath();
    return LocalStore.open(real, () -> new PathFolder(real), modes, NEVER);
  }
}
