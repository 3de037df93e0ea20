package dev.hallmark.server.artifacts.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ArtifactStoreContract;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends ArtifactStoreContract {
  static final Consumer<Throwable> NEVER = e -> {
    throw new AssertionError("a flush failed", e);
  };

  @TempDir
  Path folder;

  @Override
  protected ArtifactStore newStore() throws IOException {
    return newStore(folder.resolve("store"), FileModes.GROUP);
  }

  ArtifactStore newStore(Path folder, FileModes modes) throws IOException {
    return LocalStore.open(folder, modes, NEVER);
  }

  @Override
  protected List<String> leftovers() throws IOException {
    Path root = folder.resolve("store");
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.endsWith(".lock"))
          .toList();
    }
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }

  @Test
  void write_givesTheModesAskedFor() throws IOException {
    write(newStore(), ArtifactPath.of("1/a"), "x");
    assertThat(mode("store/1")).isEqualTo("rwxr-x---");
    assertThat(mode("store/1/a")).isEqualTo("rw-r-----");

    write(newStore(folder.resolve("own"), FileModes.PRIVATE), ArtifactPath.of("1/a"), "x");
    assertThat(mode("own/1")).isEqualTo("rwx------");
    assertThat(mode("own/1/a")).isEqualTo("rw-------");
  }

  @Test
  void open_removesWhatWasLeftUnfinished() throws IOException {
    Path crashed = Files.createDirectories(folder.resolve("store/.tmp/crashed"));
    Files.writeString(crashed.resolve("upload"), "begun");
    Files.createFile(folder.resolve("store/.tmp/crashed.lock"));
    Path other = Files.createDirectories(folder.resolve("store/.tmp/other"));
    Files.writeString(other.resolve("upload"), "begun");
    List<Path> before = folders();
    newStore();
    assertThat(leftovers()).isEmpty();
    assertThat(folders()).as("one is taken over").hasSize(before.size() - 1);
  }

  @Test
  void open_takesTheFolderThatTheLastServerLeft_asAFullDiskHasNoRoomForAnother()
      throws IOException {
    newStore().close();
    List<Path> before = folders();
    newStore().close();
    assertThat(folders()).isEqualTo(before);
  }

  @Test
  void open_leavesAloneWhatAnotherServerIsAboutToFinish() throws IOException {
    ArtifactStore other = newStore();
    try (Incoming incoming =
        other.receive(ArtifactPath.of("1/a"), new ByteArrayInputStream(new byte[3]), 3)) {
      assertThat(leftovers()).hasSize(1);
      newStore().close();
      incoming.commit();
    }
    assertThat(other.stat(ArtifactPath.of("1/a"))).isPresent();
  }

  @Test
  void close_leavesNothingUnfinished() throws IOException {
    ArtifactStore store = newStore();
    store.receive(ArtifactPath.of("1/a"), new ByteArrayInputStream(new byte[3]), 3);
    store.close();
    assertThat(leftovers()).isEmpty();
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("store/.tmp"))) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void open_keepsReadingWhatIsOverwritten() throws IOException {
    ArtifactStore store = newStore();
    ArtifactPath file = ArtifactPath.of("1/a");
    write(store, file, "old bytes");
    try (OpenFile open = store.open(file).orElseThrow()) {
      write(store, file, "new");
      try (InputStream in = open.from(0)) {
        assertThat(in.readAllBytes()).asString().isEqualTo("old bytes");
      }
    }
  }

  @Test
  void links_areNeverFollowed() throws IOException {
    ArtifactStore store = newStore();
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("key"), "secret");
    Path run = Files.createDirectories(folder.resolve("store/1/run"));
    Files.createSymbolicLink(run.resolve("folder"), secrets);
    Files.createSymbolicLink(run.resolve("file"), secrets.resolve("key"));

    for (String path : List.of("1/run/file", "1/run/folder", "1/run/folder/key")) {
      assertThat(store.stat(ArtifactPath.of(path))).isEmpty();
      assertThat(store.open(ArtifactPath.of(path))).isEmpty();
      assertThat(store.list(ArtifactPath.of(path))).isEmpty();
      assertThat(store.delete(ArtifactPath.of(path))).isFalse();
    }
    assertThat(store.list(ArtifactPath.of("1/run"))).isEmpty();
    for (String path : List.of("1/run/folder/new", "1/run/folder/deep/new", "1/run/file/new")) {
      assertThatThrownBy(() -> write(store, ArtifactPath.of(path), "x"))
          .isInstanceOf(RegistryException.class);
    }
    assertThatThrownBy(() -> store.files(ArtifactPath.of("1/run")))
        .isInstanceOf(RegistryException.class);

    assertThat(store.delete(ArtifactPath.of("1"))).isTrue();
    assertThat(secrets.resolve("key")).hasContent("secret");
  }

  @Test
  void write_replacesALinkAndNotWhatItPointsAt() throws IOException {
    ArtifactStore store = newStore();
    Path outside = Files.writeString(folder.resolve("outside"), "untouched");
    Files.createDirectory(folder.resolve("store/1"));
    Files.createSymbolicLink(folder.resolve("store/1/a"), outside);

    write(store, ArtifactPath.of("1/a"), "new");

    assertThat(read(store, ArtifactPath.of("1/a"), 0)).isEqualTo("new");
    assertThat(outside).hasContent("untouched");
  }

  @Test
  void list_leavesOutWhatNoPathCanSay() throws IOException {
    ArtifactStore store = newStore();
    Path run = Files.createDirectories(folder.resolve("store/1"));
    Files.writeString(run.resolve("back\\slash"), "x");
    Files.writeString(run.resolve("new\nline"), "x");
    Files.writeString(run.resolve("fine"), "x");

    assertThat(store.list(ArtifactPath.of("1"))).extracting(Entry::name).containsExactly("fine");
    assertThatThrownBy(() -> store.files(ArtifactPath.of("1")))
        .isInstanceOf(RegistryException.class);
  }
}
