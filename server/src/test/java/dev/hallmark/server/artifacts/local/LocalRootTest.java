package dev.hallmark.server.artifacts.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectRootContract;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.sealing.UnsealableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRootTest extends DirectRootContract {
  @TempDir
  Path temporary;

  private Path folder;

  private interface Work {
    void run() throws IOException;
  }

  @Override
  protected DirectRoot newRoot() throws IOException {
    folder = Files.createDirectory(temporary.resolve("share"));
    return LocalRoot.open(DirectUri.of("file://" + folder).orElseThrow(), folder);
  }

  @Override
  protected void put(String path, String text) {
    unchecked(() -> {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), text);
    });
  }

  @Override
  protected void delete(String path) {
    unchecked(() -> Files.delete(folder.resolve(path)));
  }

  @Override
  protected void deleteRoot() {
    unchecked(() -> FileUtils.deleteDirectory(folder.toFile()));
  }

  /** Longer than what a path in the store can be, but not than what Linux allows. */
  @Test
  void fileWithATooLongPath_failsWithTheLimit() {
    put(MODEL + "/" + ("d".repeat(200) + "/").repeat(17) + "e".repeat(200), "weights");
    assertThatThrownBy(() -> seal(MODEL))
        .isInstanceOf(UnsealableSourceException.class)
        .hasMessageStartingWith("'" + MODEL + "/ddd")
        .hasMessageEndingWith("' is too long: it has more than 3500 bytes");
  }

  private static void unchecked(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
