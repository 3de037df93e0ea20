package dev.hallmark.server.artifacts.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import dev.hallmark.server.artifacts.store.Leftovers;
import dev.hallmark.server.artifacts.store.Leftovers.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What unfinished work leaves on a disk, and how the garbage collection looks at folders. */
class LocalLeftoversTest {
  @TempDir
  Path folder;

  @TempDir
  Path outside;

  private LocalStore store;

  @BeforeEach
  void open() throws IOException {
    store = open(folder);
  }

  private static LocalStore open(Path at) throws IOException {
    return LocalStore.open(at, FileModes.PRIVATE, failure -> {
      throw new AssertionError("a flush failed", failure);
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<Leftover> old(Leftovers all) {
    return all.after("", 100).stream()
        .filter(each -> each.usedAt() <= System.currentTimeMillis())
        .toList();
  }

  @Test
  void temporaryFiles_ofRunningServersAreKept() throws IOException {
    try (LocalStore other = open(folder)) {
      Files.createDirectories(folder.resolve(".tmp/dead"));
      Files.writeString(folder.resolve(".tmp/dead/half"), "half");
      Leftovers leftovers = store.temporaryFiles();

      List<Leftover> found = old(leftovers);

      assertThat(found).extracting(Leftover::name).containsExactly(".tmp/dead");
      assertThat(found.get(0).bytes()).isEqualTo(4);
      for (Leftover each : leftovers.after("", 100)) {
        assertThat(leftovers.remove(each)).isEqualTo(each.name().equals(".tmp/dead"));
      }
      assertThat(folder.resolve(".tmp/dead")).doesNotExist();
      other.writeUnflushed(ArtifactPath.of("a"), new byte[1]);
      store.writeUnflushed(ArtifactPath.of("b"), new byte[1]);
    }
  }

  @Test
  void symbolicLinks_areNotFollowed() throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("0/run/artifacts"));
    Files.createSymbolicLink(folder.resolve("0/run/artifacts/link"), outside);
    Files.createSymbolicLink(folder.resolve("0/other"), outside);
    assertThat(store.usage(ArtifactPath.of("0/other/secret"))).isEqualTo(Usage.NOTHING);
    assertThat(store.names(ArtifactPath.of("0/other"), "", 9)).isEmpty();
    assertThat(store.deleteUntil(ArtifactPath.of("0/run/artifacts"), () -> true))
        .isTrue();
    store.deleteIfEmpty(ArtifactPath.of("0/other"));
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(folder.resolve("0/run/artifacts")).doesNotExist();
  }

  @Test
  void deleteUntil_deletesALinkButNotItsTarget() throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("seals"));
    Files.createSymbolicLink(folder.resolve("seals/folder"), outside);
    Files.createSymbolicLink(folder.resolve("seals/file"), outside.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("seals/nowhere"), folder.resolve("missing"));
    for (String name : List.of("folder", "file", "nowhere")) {
      assertThat(store.usage(ArtifactPath.of("seals/" + name)).files()).isEqualTo(1);
      assertThat(store.deleteUntil(ArtifactPath.of("seals/" + name), () -> false))
          .isTrue();
      assertThat(store.usage(ArtifactPath.of("seals/" + name))).isEqualTo(Usage.NOTHING);
    }
    store.deleteUntil(ArtifactPath.of("seals/folder/secret"), () -> false);
    assertThat(folder.resolve("seals")).isEmptyDirectory();
    assertThat(outside.resolve("secret")).hasContent("secret");
  }

  @Test
  void deleteUntil_doesNotPassThroughALink() throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("seals"), outside);
    store.deleteUntil(ArtifactPath.of("seals/secret"), () -> false);
    assertThat(outside.resolve("secret")).hasContent("secret");
  }

  @Test
  void deleteIfEmpty_keepsAFolderWithAFile() throws IOException {
    Files.createDirectories(folder.resolve("0/run"));
    Files.writeString(folder.resolve("0/file"), "x");
    store.deleteIfEmpty(ArtifactPath.of("0"));
    store.deleteIfEmpty(ArtifactPath.of("0/none"));
    assertThat(folder.resolve("0/run")).exists();
    store.deleteIfEmpty(ArtifactPath.of("0/run"));
    assertThat(folder.resolve("0/run")).doesNotExist();
    store.writeUnflushed(ArtifactPath.of("0/run/again"), new byte[1]);
    assertThat(folder.resolve("0/run/again")).exists();
  }

  @Test
  void namesAndUsage_areOfTheFolder() throws IOException {
    Files.createDirectories(folder.resolve("s/a/b"));
    Files.writeString(folder.resolve("s/a/b/x"), "xx");
    Files.writeString(folder.resolve("s/a/#y"), "yyy");
    Files.writeString(folder.resolve("s/c"), "z");
    assertThat(store.names(ArtifactPath.of("s"), "", 1)).containsExactly("a");
    assertThat(store.names(ArtifactPath.of("s"), "a", 9)).containsExactly("c");
    Usage usage = store.usage(ArtifactPath.of("s/a"));
    assertThat(usage.files()).isEqualTo(2);
    assertThat(usage.bytes()).isEqualTo(5);
    assertThat(usage.newest()).isPositive();
  }
}
