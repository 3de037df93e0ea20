package dev.hallmark.server.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.local.FaultyDisk;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.storage.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Changes of which the files are made and the rows are not, or the other way round: no answer says that nothing was changed. */
class HalfMadeChangesTest extends SealingContract {
  private static final ArtifactPath FILE = MODEL.child("MLmodel");

  @Override
  Database database() {
    return Database.memory();
  }

  @Test
  void put_whoseRowCannotBeWrittenMayHaveBeenMade() {
    InputStream body = new ByteArrayInputStream(new byte[] {'x'}) {
      @Override
      public synchronized int read(byte[] to, int at, int length) {
        int read = super.read(to, at, length);
        if (read < 0) {
          database.close();
        }
        return read;
      }
    };
    assertThatThrownBy(() -> artifacts().put(CALLER, FILE, body, -1))
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.UNSURE);
    assertThat(folder.resolve(FILE.value())).hasContent("x");
  }

  @Test
  void delete_whoseFilesCannotBeRemovedMayHaveBeenMade() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    Path real = folder.toRealPath();
    store = disk.openStore(real);
    upload(FILE, "x");
    disk.moving = "Input/output error";
    assertThatThrownBy(() -> artifacts().delete(CALLER, FILE))
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.UNSURE);
    assertThat(Files.exists(real.resolve(FILE.value()))).isTrue();
  }
}
